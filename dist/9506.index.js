export const id = 9506;
export const ids = [9506];
export const modules = {

/***/ 49506:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCommand: () => (/* binding */ runCommand)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/inputs/read.js + 2 modules
var read = __webpack_require__(33241);
// EXTERNAL MODULE: ./build/inputs/verbs.js + 23 modules
var verbs = __webpack_require__(46898);
// EXTERNAL MODULE: ./build/report/files.js + 25 modules
var report_files = __webpack_require__(80813);
// EXTERNAL MODULE: ./build/report/format.js
var format = __webpack_require__(92772);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(34902);
// EXTERNAL MODULE: ./build/report/terminal.js
var terminal = __webpack_require__(63299);
// EXTERNAL MODULE: ./build/runner/by.js
var runner_by = __webpack_require__(21746);
// EXTERNAL MODULE: ./build/runner/run.js + 7 modules
var run = __webpack_require__(75894);
// EXTERNAL MODULE: ./build/runner/secrets.js
var runner_secrets = __webpack_require__(52210);
;// CONCATENATED MODULE: ./build/cli/id-token.js
/** The workflow's OIDC token, for a command in a `run:` step with `permissions: id-token: write`; undefined elsewhere. */
function idTokenOf(environment) {
    if (!environment.ACTIONS_ID_TOKEN_REQUEST_URL)
        return undefined;
    return async () => {
        const core = await __webpack_require__.e(/* import() */ 3838).then(__webpack_require__.bind(__webpack_require__, 33838));
        return await core.getIDToken('sts.amazonaws.com');
    };
}

// EXTERNAL MODULE: ./node_modules/commander/index.js + 6 modules
var commander = __webpack_require__(67375);
// EXTERNAL MODULE: ./build/inputs/declare.js
var declare = __webpack_require__(44966);
// EXTERNAL MODULE: ./build/inputs/nearest.js
var nearest = __webpack_require__(51410);
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(58508);
;// CONCATENATED MODULE: ./build/cli/program.js






const exitCodes = `
Exit codes: 0 yes, 1 the answer is no, 2 wrong usage, 3 the environment, 4 refused for safety, 5 wrong key, 70 a bug.
Each option is also a variable (--storage is PGPROOF_STORAGE) and a key of pgproof.yml.`;
/** Reads a command line. Throws exit 2 for what is not known; help and version print themselves. */
function parseArguments(argv) {
    let parsed = { kind: 'shown' };
    const program = new commander/* Command */.uB('pgproof')
        .description('PostgreSQL backups that prove they restore.')
        .version(version/* version */.r, '-V, --version', 'Print the version.')
        .helpOption('-h, --help', 'Show help.')
        .addHelpText('after', exitCodes);
    for (const declaration of Object.values(verbs/* declarations */.I)) {
        const command = verbCommand(declaration).action((options) => {
            parsed = { kind: 'verb', verb: declaration.verb, given: withWords(options) };
        });
        program.addCommand(command);
    }
    for (const command of [program, ...program.commands]) {
        command.exitOverride().configureOutput({ writeErr: () => { } });
    }
    try {
        program.parse(argv, { from: 'user' });
    }
    catch (error) {
        if (!(error instanceof commander/* CommanderError */.b7))
            throw error;
        if (error.exitCode !== 0)
            throw explained(error, argv);
    }
    return parsed;
}
/** A flag without a word means `true`. */
const withWords = (options) => Object.fromEntries(Object.entries(options).map(([name, value]) => [name, value === true ? 'true' : value]));
function verbCommand(declaration) {
    const command = new commander/* Command */.uB(declaration.verb).description(declaration.sentence).helpOption('-h, --help', 'Show help.');
    command.storeOptionsAsProperties(false).allowExcessArguments(false);
    for (const [name, input] of Object.entries(declaration.inputs)) {
        if (input.only === 'action')
            continue;
        command.addOption(optionOf(name, input));
        if ((0,declare/* hasFileForm */.VL)(input))
            command.addOption(fileOption(name));
    }
    return command;
}
/**
 * Commander would turn `--spool-dir` into `spoolDir`, and take `--no-owner` for the opposite of an option that is on by itself;
 * inputs are known by their own names, and off until they are said.
 */
class NamedOption extends commander/* Option */.c$ {
    constructor(flags, description) {
        super(flags, description);
        this.negate = false;
    }
    attributeName() {
        return this.name();
    }
}
function optionOf(name, input) {
    const { kind, sentence, fallback, required } = input;
    const shown = fallback?.shown ?? fallback?.text;
    const note = required ? ' (required)' : shown && kind !== 'flag' ? ` (default: ${shown})` : '';
    const option = new NamedOption(`--${name} ${placeholder(input)}`, `${sentence.replaceAll('`', '')}${note}`);
    // A flag that is given twice takes the last word; a list collects them.
    if (kind === 'list')
        option.argParser((value, before = []) => [...before, ...value.split('\n')]);
    // It is refused when it is used, with the words that say how to give it.
    return input.secret === 'whole' ? option.hideHelp() : option;
}
function fileOption(name) {
    return new NamedOption(`--${name}-file <path>`, `File that holds ${name}, for what must not be in an argument.`);
}
function placeholder({ kind, choices, fallback }) {
    if (kind === 'flag')
        return '[true|false]';
    if (kind === 'choice')
        return `<${choices?.join('|') ?? fallback?.text}>`;
    return {
        text: '<text>',
        list: '<entry...>',
        integer: '<n>',
        size: '<size>',
        duration: '<time>',
        instant: '<moment>',
        share: '<share>',
        yaml: '<yaml>',
    }[kind];
}
/** Commander's own words, without values: an unknown option may carry a password. */
function explained(error, argv) {
    const verb = argv.find((argument) => Object.hasOwn(verbs/* declarations */.I, argument));
    const hint = `see pgproof ${verb ? `${verb} ` : ''}--help`;
    const known = verb ? Object.keys(verbs/* declarations */.I[verb].inputs) : Object.keys(verbs/* declarations */.I);
    if (error.code === 'commander.unknownOption') {
        const option = /'(--?[^'=]*)/.exec(error.message)?.[1] ?? 'an option';
        return (0,errors/* usageError */.Wp)(`unknown option ${option}`, hintFor(option.replace(/^--?/, ''), known, '--'));
    }
    if (error.code === 'commander.unknownCommand') {
        const command = /'([^']*)'/.exec(error.message)?.[1] ?? '';
        return (0,errors/* usageError */.Wp)(`unknown command ${command}`, hintFor(command, Object.keys(verbs/* declarations */.I), ''));
    }
    if (error.code === 'commander.help')
        return (0,errors/* usageError */.Wp)('no command was given', 'see pgproof --help');
    if (error.code === 'commander.excessArguments')
        return (0,errors/* usageError */.Wp)('only options may follow the command', hint);
    const reason = (error.message.split('\n')[0] ?? '').replace(/^error: /, '').replace(/\.$/, '');
    return (0,errors/* usageError */.Wp)(reason, hint);
}
const hintFor = (name, known, before) => (0,nearest/* unknownNameHint */.H)(name, known).replace(/^did you mean /, `did you mean ${before}`);

// EXTERNAL MODULE: ./node_modules/cli-progress/cli-progress.js
var cli_progress = __webpack_require__(98502);
// EXTERNAL MODULE: ./build/amounts.js
var amounts = __webpack_require__(95209);
;// CONCATENATED MODULE: ./build/cli/progress.js


/** On a terminal: a line for each phase, under it a bar where the end is known, else a count. */
function bars(stream) {
    let started = Date.now();
    let bar;
    const finish = () => {
        bar?.stop();
        bar = undefined;
    };
    const line = (text) => {
        finish();
        stream.write(`${(0,format/* visible */.RK)(text)}\n`);
    };
    const show = (done, total, text) => {
        const values = { text, elapsed: (0,format/* time */.kB)((Date.now() - started) / 1000) };
        if (!bar) {
            const format = total === undefined ? '  {text}  {elapsed}' : '  {bar} {text}  {elapsed}';
            bar = new cli_progress.SingleBar({ stream, format, barsize: 30, hideCursor: true, fps: 5 }, cli_progress.Presets.shades_classic);
            bar.start(total ?? 1, 0, values);
        }
        if (total !== undefined)
            bar.setTotal(Math.max(total, done, 1));
        bar.update(total === undefined ? 0 : done, values);
    };
    const progress = (event) => {
        if (event.kind === 'phase') {
            line(event.title);
            started = Date.now();
        }
        else if (event.kind === 'bytes')
            show(event.done, event.total, amount(event.done, event.total));
        else if (event.kind === 'items')
            show(event.done, event.total, `${(0,format/* count */.U9)(event.done)} of ${(0,format/* count */.U9)(event.total)} ${event.unit}`);
        else
            line(event.kind === 'warning' ? `warning: ${event.text}` : `  ${event.text}`);
    };
    return { progress, finish };
}
const amount = (done, total) => (total ? `${(0,amounts/* bytes */.e)(done)} of ${(0,amounts/* bytes */.e)(total)}` : (0,amounts/* bytes */.e)(done));
/** How often a long phase says where it is when nobody watches. */
const silence = 10_000;
/** Plain lines, for logs. */
function plainLines(stream) {
    let last = 0;
    const line = (text) => void stream.write(`${(0,format/* visible */.RK)(text)}\n`);
    const sometimes = (text) => {
        if (Date.now() - last < silence)
            return;
        last = Date.now();
        line(`  ${text}`);
    };
    const progress = (event) => {
        if (event.kind === 'phase') {
            last = Date.now();
            line(event.title);
        }
        else if (event.kind === 'bytes')
            sometimes(amount(event.done, event.total));
        else if (event.kind === 'items')
            sometimes(`${(0,format/* count */.U9)(event.done)} of ${(0,format/* count */.U9)(event.total)} ${event.unit}`);
        else
            line(event.kind === 'warning' ? `warning: ${event.text}` : `  ${event.text}`);
    };
    return { progress, finish: () => { } };
}

// EXTERNAL MODULE: external "node:readline/promises"
var promises_ = __webpack_require__(26848);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/cli/question.js


/** How long to take what was typed before the question was there. */
const DRAIN_MS = 50;
/**
 * Asks on standard error, so that standard output stays the result's, and reads one line; the end of input is an empty one.
 * `before` makes room: it ends a progress bar. Undefined where either side is no terminal: then nobody would see the question, or answer it.
 * The asker throws `signal.reason` when the run ends before the answer.
 */
function askerOf(stdin, stderr, before) {
    if (!stdin?.isTTY || !stderr.isTTY)
        return undefined;
    return async (question, signal) => {
        signal.throwIfAborted();
        await drain(stdin);
        // An input that has ended before would never say so again.
        if (!stdin.readable)
            return '';
        before();
        // The terminal stays in its own mode: it edits the line, and Ctrl-C is a signal to the process as ever.
        const lines = (0,promises_.createInterface)({ input: stdin, output: stderr, terminal: false });
        try {
            const ended = new Promise((resolve) => {
                lines.once('close', () => resolve(''));
                // A terminal that was closed.
                stdin.once('error', () => resolve(''));
            });
            const answer = lines.question(question, { signal });
            return await Promise.race([answer, ended]);
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
        finally {
            lines.close();
        }
    };
}
/** What was typed before must not answer a question that nobody has read. */
async function drain(stdin) {
    const drop = () => { };
    stdin.on('data', drop);
    await (0,external_node_timers_promises_.setTimeout)(DRAIN_MS);
    stdin.off('data', drop);
    stdin.pause();
}

;// CONCATENATED MODULE: ./build/cli/main.js














/** Runs the command line and returns its exit code. Never throws. */
async function runCommand(streams) {
    const { argv, stdout } = streams;
    let verb = 'backup';
    let json = argv.some((argument) => argument === '--json' || argument === '--json=true');
    let ended;
    let warned = new Set();
    try {
        const parsed = parseArguments(argv);
        if (parsed.kind === 'shown')
            return 0;
        verb = parsed.verb;
        const run = await runParsed(verb, parsed.given, streams);
        ended = run.ended;
        warned = run.warned;
        json = run.json;
    }
    catch (error) {
        ended = (0,run/* failed */.gz)(verb, error, (0,runner_secrets/* secretsGiven */.R)(streams.environment));
    }
    show(ended, warned, json, streams);
    if (json)
        stdout.write(`${JSON.stringify(ended.result, null, 2)}\n`);
    return ended.result.code;
}
async function runParsed(verb, given, { environment, folder, stdin, stderr }) {
    const shown = stderr.isTTY ? bars(stderr) : plainLines(stderr);
    const warned = new Set();
    const progress = (event) => {
        if (event.kind === 'warning' && warned.has(event.text))
            return;
        if (event.kind === 'warning')
            warned.add(event.text);
        shown.progress(event);
    };
    const warn = (text) => progress({ kind: 'warning', text });
    const declaration = verbs/* declarations */.I[verb];
    const { values } = (0,read/* readInputs */.K)(declaration, { given, by: 'flag', environment, folder, warn });
    const { json, reportDetail } = values;
    const files = (0,report_files/* reportFiles */.IU)(values);
    const by = (0,runner_by/* byOf */.H)(environment);
    const secrets = (0,runner_secrets/* secretsOf */.F)(declaration, values, environment);
    const idToken = idTokenOf(environment);
    const ask = askerOf(stdin, stderr, shown.finish);
    const surroundings = { environment, progress, by, folder, secrets, ...(idToken && { idToken }), ...(ask && { ask }) };
    const ended = await (0,run/* runVerb */.b0)(verb, values, surroundings);
    shown.finish();
    const made = { at: new Date(), by: `pgproof ${by.pgproof}` };
    const detail = reportDetail === 'totals' ? 'totals' : 'full';
    for (const path of files) {
        try {
            (0,report_files/* writeReport */.u5)(path, ended.result, { detail, made });
        }
        catch (error) {
            // The work is done and its answer stands, with or without the report.
            warn((0,errors/* messageOf */.bD)(error));
        }
    }
    return { ended, json, warned };
}
/** The result on standard output, unless that is for JSON, without the warnings that were shown already; a failure on standard error: reason, then hint. */
function show({ result, stack }, warned, json, { environment, stdout, stderr }) {
    const { prints } = verbs/* declarations */.I[result.verb];
    if (!json && 'seconds' in result && prints === 'markdown')
        stdout.write((0,markdown/* markdown */.w)((0,report_files/* told */.Ev)(result, 'full')));
    else if (!json && 'seconds' in result) {
        const sheet = (0,report_files/* told */.Ev)(result, 'full');
        const warnings = sheet.warnings.filter((warning) => !warned.has(warning));
        const colour = stdout.isTTY === true && !environment.NO_COLOR;
        stdout.write((0,terminal/* terminal */.F)({ ...sheet, warnings }, { colour, ...(stdout.isTTY && { width: stdout.columns }) }));
    }
    if (stack)
        stderr.write(`${stack}\n`);
    if (!result.ok)
        stderr.write(`error: ${(0,format/* visible */.RK)(result.reason)}\nhint: ${(0,format/* visible */.RK)(result.hint)}\n`);
}


/***/ })

};
