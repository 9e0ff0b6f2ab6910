/** Keys, partitions and expressions with histories that a restore does not repeat: attached, detached, renamed, switched off. */
export const oddSchema = `
create table ref(id int primary key, grp int unique);
create table pref(id int, k int, primary key(id,k)) partition by range(k);
create table pref1 partition of pref for values from (0) to (10);
create table fk1(a int references ref, b int, c int, foreign key (b,c) references pref) partition by range(a);
create table fk1a partition of fk1 for values from (0) to (10);
-- attached with a key of its own
create table fk1b(a int, b int, c int, constraint own foreign key (a) references ref);
alter table fk1 attach partition fk1b for values from (10) to (20);
create table pref2(id int, k int not null, primary key (id,k));
alter table pref attach partition pref2 for values from (10) to (20);
-- sub partitions
create table fk1c partition of fk1 for values from (20) to (30) partition by range(b);
create table fk1c1 partition of fk1c default;
create table pref3 partition of pref for values from (20) to (30) partition by list(id);
create table pref3a partition of pref3 default;
-- detached again
create table fk1d partition of fk1 for values from (30) to (40);
alter table fk1 detach partition fk1d;
create table fk1e partition of fk1 for values from (40) to (50);
alter table fk1 detach partition fk1e concurrently;
create table pref4 partition of pref for values from (40) to (50);
alter table pref detach partition pref4;
-- self reference
create table tree(id int, parent int, primary key(id), foreign key(parent) references tree deferrable initially deferred);
create table ptree(id int, k int, pid int, pk int, primary key(id,k), foreign key(pid,pk) references ptree) partition by range(k);
create table ptree1 partition of ptree for values from (0) to (10);
create table ptree2(like ptree including all); alter table ptree attach partition ptree2 for values from (10) to (20);
-- key added after
create table late(a int) partition by list(a); create table late1 partition of late for values in (1); create table late2 (a int, constraint nn check (a is not null));
alter table late attach partition late2 default;
alter table late add foreign key(a) references ref(id) on delete set null;
alter table only ref add column x int; alter table ref add constraint u unique(x) deferrable;
-- not valid keys
create table nv(a int); insert into nv values(99); alter table nv add foreign key(a) references ref not valid; alter table nv add check (a < 5) not valid;
-- names
create table longnameeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee1(a int primary key, b int references ref, c int check (c>0) not null);
alter table longnameeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee1 rename to short;
alter table short rename column c to cc;
create index on short (a); create index on short(a); create unique index on short (b) ;
-- inherited not null and checks
create table np(a int not null, b int check (b > 0), c int check (c > 0) no inherit); create table nc(a int, d int not null) inherits(np); create table nc2(b int not null) inherits (np, nc);
alter table nc alter b set not null;
create table np2(a int); create table nc3() inherits(np2); alter table nc3 alter a set not null;
create table part(a int, b int not null) partition by range(a); create table part1(b int not null, a int not null); alter table part attach partition part1 default; alter table part alter a set not null;
-- partitioned index not complete
create table pi(a int, b int) partition by range(a); create table pi1 partition of pi default; create index pib on only pi(b);
create index pia on only pi(a); create index pi1a on pi1(a); alter index pia attach partition pi1a;
-- triggers on partitions
create function tf() returns trigger language plpgsql as 'begin return new; end';
create trigger tr after insert on pi for each row execute function tf(); alter table pi1 disable trigger tr;
create constraint trigger ctr after insert on pi1 deferrable for each row execute function tf();
create trigger tr2 before update on pi1 for each row execute function tf(); alter table pi1 enable always trigger tr2;
alter table nv disable trigger all;
create type comp as (a int, b text); create table typed of comp (primary key (a));
create domain d1 as int not null check (value > 0); create domain d2 as d1 constraint dn check (value < 100) ; 
create table dom(a d2, b d1[]);
create table replid(a int not null, b int); create unique index ri on replid(a); alter table replid replica identity using index ri;
create table cl(a int primary key); cluster cl using cl_pkey;
create view v as select * from ref; create rule r as on insert to v do instead nothing; create trigger vt instead of update on v for each row execute function tf();
create materialized view mv as select * from ref; create unique index on mv(id); alter materialized view mv cluster on mv_id_idx;
create statistics st (ndistinct, mcv) on a, b from pi; create statistics st2 on (a+b), (b*2) from pi1;
create sequence sq owned by ref.x; alter table ref alter x set default nextval('sq');
create collation ci (provider=icu, locale='und-u-ks-level2', deterministic=false);
create table coll(a text collate ci primary key, b text collate "C"); create index on coll(b collate ci); insert into coll values('a','x'),('b','y');
create table expr(a varchar(5), b timestamptz, c int4range);
create index on expr ((a in ('x','y'))); create index on expr (date_trunc('day', b at time zone 'UTC')) where a in ('x','y') and (b > '2020-01-01 00:00+00' and b < '2030-01-01 00:00+02' and a <> 'q');
alter table expr add exclude using gist (c with &&) where (a in ('x','z')) deferrable;
create policy p on expr for select to public using (a in (select 'x' union select 'y')) ; create policy p2 on expr with check (b between '2020-01-01' and '2021-01-01');
create function sqlf(x int) returns setof int language sql begin atomic select x + id from ref where id in (1,2,3) and (id > 0 and id < 4 and id <> 9); end;
create procedure pr(inout a int) language plpgsql as 'begin a := a+1; end';
create view vexp as select case when a in ('x','y') then 1 else 2 end as c, a between 'a' and 'b' or a like 'x%' as d, coalesce(a,'z')||'q' e, (select max(x) from sqlf(1) x) f from expr group by a having count(*) > 1 and max(b) in ('2020-01-01');
`

/** What only servers from 18 on know. */
export const oddSchema18 = `
create extension btree_gist;
create table vg(a int, b int generated always as (a*2) virtual, c int generated always as (a*3) stored);
create table ne(a int references ref not enforced, b int check (b>0) not enforced);
create table nnv(a int, b int); insert into nnv values(null,1); alter table nnv add constraint nnvc not null a not valid; alter table nnv add constraint bnn not null b no inherit;
create table temporal(id int, during daterange, primary key (id, during without overlaps)); 
create table tempfk(id int, during daterange, foreign key (id, period during) references temporal (id, period during));
`
