#!/usr/bin/perl
# Looks at every process that is born of a given one while this runs, or of its children, or that nobody's child is any more: its arguments
# and its environment, at once and again while it lives, since it may become another program. Prints a line for whatever is new: pid, parent, arguments and environment in hexadecimal digits.
# The number of the newest process tells of births, so that even one that lives for a millisecond is rarely missed.
# Ends at the end of its standard input, with a line of counts: looks, processes, those of which an environment was read, those that had ended before they were looked at.
use strict;
use warnings;
use Time::HiRes qw(time usleep);
use Fcntl;

my $pause = 300;    # microseconds
$| = 1;

sub content {
    my ($path) = @_;
    sysopen(my $file, $path, O_RDONLY) or return undef;
    my $all = '';
    while (sysread($file, my $piece, 65536)) { $all .= $piece }
    close $file;
    return $all;
}

sysopen(my $load, '/proc/loadavg', O_RDONLY) or die "no /proc/loadavg: $!";
sub newest {
    sysseek($load, 0, 0);
    sysread($load, my $line, 200);
    return $1 if $line =~ /(\d+)\s*$/;
    die "cannot read /proc/loadavg";
}

my $largest = content('/proc/sys/kernel/pid_max') + 0;
my $last = newest();
my (%tracked, %printed);
my %family = ($ARGV[0] => 1, 1 => 1);
my ($looks, $born, $read, $missed) = (0, 0, 0, 0);

sub look {
    my ($pid, $process) = @_;
    my $arguments = content("/proc/$pid/cmdline");
    return delete $tracked{$pid} unless defined $arguments;
    my $environment = content("/proc/$pid/environ") // '';
    # In the middle of becoming another program the two are not of the same one.
    my $again = content("/proc/$pid/cmdline") // '';
    if ($arguments eq '' || $again ne $arguments) { $process->{next} = 0; return }
    my $key = "$pid $arguments\n$environment";
    return if $printed{$key}++;
    $read++ unless $process->{read}++;
    print join(' ', $pid, $process->{parent}, 'a' . unpack('H*', $arguments), 'e' . unpack('H*', $environment)), "\n";
}

sub begin {
    my ($pid) = @_;
    my $status = content("/proc/$pid/status");
    # Threads have numbers too.
    return if defined $status && $status =~ /^Tgid:\s+(\d+)/m && $1 != $pid;
    # One that has ended meanwhile may have been anybody's.
    return $missed++ unless defined $status;
    my ($parent) = $status =~ /^PPid:\s+(\d+)/m;
    return unless defined $parent && $family{$parent};
    $born++;
    $family{$pid} = 1;
    $tracked{$pid} = { parent => $parent, born => time(), next => 0 };
}

my $input = '';
vec($input, fileno(STDIN), 1) = 1;
print "ready\n";
while (1) {
    $looks++;
    my $now = newest();
    if ($now != $last) {
        my @numbers = $now > $last ? ($last + 1 .. $now) : ($last + 1 .. $largest, 300 .. $now);
        begin($_) for @numbers > 5000 ? grep { /^\d+$/ && !$tracked{$_} } map { s{.*/}{}r } glob('/proc/[0-9]*') : @numbers;
        $last = $now;
    }
    my $time = time();
    for my $pid (keys %tracked) {
        my $process = $tracked{$pid};
        next if $time < $process->{next};
        my $age = $time - $process->{born};
        $process->{next} = $time + ($age < 0.1 ? 0 : $age < 1 ? 0.002 : 0.05);
        look($pid, $process);
    }
    if ($looks % 64 == 0) {
        my $ready = $input;
        last if select($ready, undef, undef, 0) && !sysread(STDIN, my $word, 100);
    }
    usleep($pause);
}
print "counts $looks $born $read $missed\n";
