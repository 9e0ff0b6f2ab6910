export const id = 6958;
export const ids = [6958];
export const modules = {

/***/ 95209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ bytes)
/* harmony export */ });
const units = ['B', 'kB', 'MB', 'GB', 'TB'];
/** `1.4 GB`: powers of 1000, two or three digits. */
function bytes(count) {
    let value = count;
    let power = 0;
    // 999.5 kB would be shown as 1000 kB.
    while (Math.round(value) >= 1000 && power < units.length - 1) {
        value /= 1000;
        power++;
    }
    return `${power === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}


/***/ }),

/***/ 19473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wp: () => (/* binding */ usageError),
/* harmony export */   a9: () => (/* binding */ keyError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   gu: () => (/* binding */ negative),
/* harmony export */   me: () => (/* binding */ environmentError),
/* harmony export */   wp: () => (/* binding */ PgproofError),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/**
 * A failure that the user can act on: one sentence that says what is wrong (`reason`), one that says what to do (`hint`).
 * Both are lower case at the start unless a name demands otherwise, without a full stop, and never hold a secret or a row's contents.
 */
class PgproofError extends Error {
    code;
    hint;
    /** Key of the record that was written of this failure, where one was. */
    record;
    constructor(code, reason, hint, options) {
        super(reason, options);
        this.name = 'PgproofError';
        this.code = code;
        this.hint = hint;
    }
    get reason() {
        return this.message;
    }
}
/** The answer is no: damaged, not equal, stale, an assertion failed (exit 1). */
const negative = (reason, hint, cause) => new PgproofError(1, reason, hint, { cause });
/** Wrong usage or configuration (exit 2). */
const usageError = (reason, hint, cause) => new PgproofError(2, reason, hint, { cause });
/** The environment: database, storage, client, disk (exit 3). */
const environmentError = (reason, hint, cause) => new PgproofError(3, reason, hint, { cause });
/** Refused for safety (exit 4). */
const refusal = (reason, hint) => new PgproofError(4, reason, hint);
/** The key does not open this backup (exit 5). */
const keyError = (reason, hint, cause) => new PgproofError(5, reason, hint, { cause });
/** The message of anything that was thrown, on one line; never a whole error object, which may hold an environment. */
function messageOf(error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.replace(/\s*\n\s*/g, ' / ').trim() || 'unknown error';
}


/***/ }),

/***/ 33551:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ fetchFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** Why `fetch` got no answer: the network's words. Its own may repeat a header, and with it a secret. */
function fetchFailure(error) {
    const { cause } = error;
    // Several addresses of one name were tried: their errors stand in one that says nothing itself.
    const said = cause?.message || cause?.errors?.[0]?.message;
    return said ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(said) : 'the request could not be made';
}


/***/ }),

/***/ 44966:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VL: () => (/* binding */ hasFileForm),
/* harmony export */   bv: () => (/* binding */ variable),
/* harmony export */   nJ: () => (/* binding */ camel),
/* harmony export */   xe: () => (/* binding */ declare)
/* harmony export */ });
/** Keeps the literal types of a declaration. */
function declare(declaration) {
    return declaration;
}
/** Every value that has a `-file` form. */
const hasFileForm = (input) => input.secret !== undefined || input.file === true;
/** `database-url` → `databaseUrl`. */
function camel(name) {
    return name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
/** `database-url` → `PGPROOF_DATABASE_URL`. */
function variable(name) {
    return `PGPROOF_${name.toUpperCase().replaceAll('-', '_')}`;
}


/***/ }),

/***/ 86447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ size),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   hN: () => (/* binding */ parseYaml),
/* harmony export */   nd: () => (/* binding */ integer),
/* harmony export */   oQ: () => (/* binding */ yaml),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   uM: () => (/* binding */ share),
/* harmony export */   uR: () => (/* binding */ instant)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);

function input(kind, allowed, options, parse) {
    const { sentence, default: text, shown, required, secret, file, key, standard, only, momentary, expression } = options;
    return {
        kind,
        sentence,
        allowed,
        required: required === true,
        ...(text !== undefined && { fallback: { text, ...(shown && { shown }) } }),
        ...(secret && { secret }),
        ...(file && { file }),
        ...(key && { key }),
        ...(standard && { standard }),
        ...(only && { only }),
        ...(momentary && { momentary }),
        ...(expression && { expression }),
        parse,
    };
}
/** Any text; `pattern` with `allowed` narrows it. */
function text(options) {
    const { pattern, allowed = 'text' } = options;
    return input('text', allowed, options, (value) => {
        if (pattern && !pattern.test(value))
            throw new Error(allowed);
        return value;
    });
}
/** Several values, one per line; empty lines do not count. */
function list(options) {
    return input('list', 'a list with one entry per line', { default: '', ...options }, lines);
}
const lines = (value) => value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
/** `true` or `false`, and nothing else. */
function flag(options) {
    const allowed = 'true or false';
    return input('flag', allowed, { default: 'false', ...options }, (value) => {
        if (value !== 'true' && value !== 'false')
            throw new Error(allowed);
        return value === 'true';
    });
}
/** A whole number within bounds, both included. */
function integer(options) {
    const { min, max } = options;
    const allowed = `a whole number from ${min} to ${max}`;
    return input('integer', allowed, options, (value) => {
        const number = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
        if (!(number >= min && number <= max))
            throw new Error(allowed);
        return number;
    });
}
const sizeUnits = { B: 1 };
for (const [power, letter] of ['K', 'M', 'G', 'T'].entries()) {
    sizeUnits[`${letter}B`] = 1000 ** (power + 1);
    sizeUnits[`${letter}iB`] = 1024 ** (power + 1);
}
/** An amount of bytes with its unit: `500MB` is 500,000,000, `1GiB` is 2^30. At least `min` bytes. */
function size(options) {
    const { min = 1, minShown } = options;
    const allowed = `a size such as 500MB or 1GiB${minShown ? `, at least ${minShown}` : ''}`;
    return input('size', allowed, options, (value) => {
        const bytes = measured(value, sizeUnits, allowed);
        if (bytes < min)
            throw new Error(allowed);
        return Math.round(bytes);
    });
}
const day = 86_400_000;
const durationUnits = {
    ms: 1,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
    d: day,
    w: 7 * day,
    y: 365 * day,
};
/** A time span in milliseconds, written with its unit: `30s`, `5m`, `48h`, `35d`. */
function duration(options) {
    const allowed = 'a time span such as 30s, 5m, 48h or 35d';
    return input('duration', allowed, options, (value) => {
        const milliseconds = measured(value, durationUnits, allowed);
        if (milliseconds <= 0)
            throw new Error(allowed);
        return milliseconds;
    });
}
/** A moment, with its offset from UTC: one without would mean another one on each machine. */
function instant(options) {
    const allowed = 'a time such as 2026-11-20T02:17Z or 2026-11-20T03:17:30+01:00';
    return input('instant', allowed, options, (value) => {
        const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
        const moment = new Date(form.test(value) ? value : Number.NaN);
        if (Number.isNaN(moment.getTime()))
            throw new Error(allowed);
        return moment;
    });
}
/** A share between 0 (excluded) and 1, written as a percentage: `10%`. `above` allows more than the whole. */
function share(options) {
    const allowed = options.above ? 'a percentage such as 50%' : 'a percentage such as 10%, at most 100%';
    return input('share', allowed, options, (value) => {
        const number = measured(value, { '%': 0.01 }, allowed);
        if (number <= 0 || (number > 1 && !options.above))
            throw new Error(allowed);
        return number;
    });
}
function measured(value, units, allowed) {
    const [, number = '', unit = ''] = /^(\d{1,12}(?:\.\d{1,6})?) ?([A-Za-z%]+)$/.exec(value) ?? [];
    const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (factor === undefined)
        throw new Error(allowed);
    return Number(number) * factor;
}
/** One word of several. */
function choice(choices, options) {
    const allowed = `one of ${choices.join(', ')}`;
    const parse = (value) => {
        if (!choices.includes(value))
            throw new Error(allowed);
        return value;
    };
    return { ...input('choice', allowed, options, parse), choices };
}
/** A block of YAML, given to its own reader further in; undefined when it is not there. */
function yaml(options) {
    const allowed = 'a block of YAML';
    return input('yaml', allowed, options, (value) => parseYaml(value, allowed));
}
/**
 * YAML without aliases (which can grow without bound), doubled keys and tags of other programs.
 * Throws an Error that completes "not …", with the place where it breaks.
 */
function parseYaml(source, allowed) {
    try {
        const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(source, { uniqueKeys: true, strict: true });
        // A warning is about something that would be read otherwise than it says, such as a tag that nobody knows.
        const [fault] = [...document.errors, ...document.warnings];
        if (fault)
            throw fault;
        return document.toJS({ maxAliasCount: 0 });
    }
    catch (error) {
        const [line = ''] = error instanceof Error ? error.message.split('\n') : [];
        throw new Error(`${allowed} (${line.replace(/[:.]\s*$/, '')})`, { cause: error });
    }
}


/***/ }),

/***/ 51410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ unknownNameHint)
/* harmony export */ });
/* harmony import */ var _proof_nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76723);

/** What to do about a name that is not known. */
function unknownNameHint(name, known) {
    const best = (0,_proof_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .nearest */ .p)(name, known);
    return best ? `did you mean ${best}?` : `known are ${known.join(', ')}`;
}


/***/ }),

/***/ 33241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ givenNames),
  K: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/proof/nearest.js
var nearest = __webpack_require__(76723);
// EXTERNAL MODULE: ./build/inputs/declare.js
var declare = __webpack_require__(44966);
;// CONCATENATED MODULE: ./build/inputs/empty-key.js

/** A key that is blank was meant to be one: going on without it would do what nobody wanted. `place` is what messages call where it stood. */
const emptyKey = (name, place) => (0,errors/* usageError */.Wp)(`${place} is empty`, `give ${name} its value, and look whether the secret or variable it comes from is there; leave it out where none is meant`);

// EXTERNAL MODULE: ./build/inputs/kinds.js
var kinds = __webpack_require__(86447);
// EXTERNAL MODULE: ./build/inputs/nearest.js
var inputs_nearest = __webpack_require__(51410);
// EXTERNAL MODULE: ./build/inputs/secrets.js
var secrets = __webpack_require__(8569);
// EXTERNAL MODULE: ./build/inputs/verbs.js + 23 modules
var verbs = __webpack_require__(46898);
;// CONCATENATED MODULE: ./build/inputs/config.js









const standardName = 'pgproof.yml';
const expectations = ['max-backup-age', 'required-tables', 'size-tolerance'];
const inputs = Object.assign({}, ...Object.values(verbs/* declarations */.I).map((d) => d.inputs));
const notInFile = ['config', 'json'];
const settings = Object.keys(inputs).filter((name) => !notInFile.includes(name) && !inputs[name]?.momentary);
const known = [...settings, 'expectations'];
/**
 * Reads the settings file: the one that was named, else pgproof.yml in `folder` where there is one, else nothing.
 * Throws exit 2 for a named file that is missing, YAML that does not parse, doubled keys, aliases, unknown keys and secrets.
 */
function readConfig(named, folder) {
    const file = named ?? standardName;
    const source = readSource((0,external_node_path_.isAbsolute)(file) ? file : (0,external_node_path_.join)(folder, file), named);
    if (source === undefined)
        return undefined;
    const entries = mapping(parsed(source, file), file, known);
    const { expectations: expected, ...rest } = entries;
    const flattened = expected == null ? {} : mapping(expected, `expectations in ${file}`, expectations);
    const values = new Map();
    const structures = new Map();
    for (const [name, value] of [...Object.entries(rest), ...Object.entries(flattened)]) {
        if (value == null && inputs[name]?.key)
            throw emptyKey(name, `${name} in ${file}`);
        if (value == null)
            continue;
        if (values.has(name))
            throw (0,errors/* usageError */.Wp)(`${file} says ${name} twice`, `keep one of them`);
        if (inputs[name]?.kind === 'yaml')
            structures.set(name, value);
        else
            values.set(name, setting(name, value, file));
    }
    return { file, values, structures };
}
function readSource(path, named) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch (error) {
        if (named === undefined && error.code === 'ENOENT')
            return undefined;
        const hint = 'name a file that exists in config, relative to the working directory';
        throw (0,errors/* usageError */.Wp)(`the settings file ${named ?? path} cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, hint, error);
    }
}
function parsed(source, file) {
    try {
        return (0,kinds/* parseYaml */.hN)(source, 'YAML');
    }
    catch (error) {
        throw (0,errors/* usageError */.Wp)(`${file} is not ${(0,errors/* messageOf */.bD)(error)}`, 'correct the file at that place', error);
    }
}
function mapping(value, where, names) {
    if (value == null)
        return {};
    if (typeof value !== 'object' || Array.isArray(value)) {
        throw (0,errors/* usageError */.Wp)(`${where} is not a list of keys with values`, `write one of ${names.join(', ')} with its value`);
    }
    for (const key of Object.keys(value)) {
        if (names.includes(key))
            continue;
        throw (0,errors/* usageError */.Wp)(`${where} has an unknown key ${key}`, pathHint(key) ?? (0,inputs_nearest/* unknownNameHint */.H)(key, names));
    }
    return value;
}
/** For `identity-file`, which is looked for where `identity` is named. */
function pathHint(key) {
    const input = key.endsWith('-file') ? inputs[key.slice(0, -'-file'.length)] : undefined;
    if (input === undefined || !(0,declare/* hasFileForm */.VL)(input))
        return undefined;
    return `the path of such a file is given with each command (--${key}) or step (${key})`;
}
function setting(name, value, file) {
    const declared = inputs[name];
    const text = Array.isArray(value) ? value.map((item) => scalar(name, item, file)) : scalar(name, value, file);
    if (Array.isArray(text) && declared?.kind !== 'list') {
        throw (0,errors/* usageError */.Wp)(`${name} in ${file} is a list, not ${declared?.allowed}`, `write one value for ${name}`);
    }
    if (declared && (0,secrets/* holdsSecret */.hK)(declared, text)) {
        const hint = `remove it from ${file} and give it as an environment variable or by ${name}-file`;
        throw (0,errors/* usageError */.Wp)(`${name} in ${file} holds a secret`, hint);
    }
    return text;
}
function scalar(name, value, file) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        return String(value);
    throw (0,errors/* usageError */.Wp)(`${name} in ${file} is not ${inputs[name]?.allowed ?? 'a value'}`, `write a plain value for ${name}`);
}

;// CONCATENATED MODULE: ./build/inputs/read.js










/** The names that may be given: the inputs, and the `-file` forms of secrets. */
function givenNames(declaration) {
    return Object.entries(declaration.inputs).flatMap(([name, input]) => (0,declare/* hasFileForm */.VL)(input) ? [name, `${name}-file`] : [name]);
}
/** Reads all inputs of a verb. Throws exit 2 with the input, its value and what is allowed; never shows a secret. */
function readInputs(declaration, sources) {
    refuseUnknown(declaration, sources);
    const configInput = 'config' in declaration.inputs ? find('config', declaration, sources) : undefined;
    const config = 'config' in declaration.inputs ? readConfig(single(configInput), sources.folder) : undefined;
    const values = {};
    for (const [name, input] of Object.entries(declaration.inputs)) {
        values[(0,declare/* camel */.nJ)(name)] = resolved(name, input, find(name, declaration, sources, config), config);
    }
    return { values: values, ...(config && { config }) };
}
const single = (found) => (found === undefined ? undefined : [found.value].flat().join('\n'));
/** The names that some verb takes. */
const everyVerbs = () => new Set(Object.values(verbs/* declarations */.I).flatMap(givenNames));
function refuseUnknown(declaration, sources) {
    const known = givenNames(declaration);
    for (const name of Object.keys(sources.given)) {
        if (!known.includes(name)) {
            throw (0,errors/* usageError */.Wp)(`${declaration.verb} has no input ${name}`, (0,inputs_nearest/* unknownNameHint */.H)(name, known));
        }
    }
    const prefix = (0,declare/* variable */.bv)('');
    for (const name of Object.keys(sources.environment).filter((one) => one.startsWith(prefix))) {
        const input = name.slice(prefix.length).toLowerCase().replaceAll('_', '-');
        // One environment may serve several verbs.
        const meant = everyVerbs().has(input) ? undefined : (0,nearest/* nearest */.p)(input, known);
        if (meant)
            sources.warn?.(`the variable ${name} is not known and not used; did you mean ${(0,declare/* variable */.bv)(meant)}?`);
    }
}
function find(name, declaration, sources, config) {
    const input = declaration.inputs[name];
    if (!input)
        return undefined;
    const found = fromGiven(name, input, sources) ?? fromEnvironment(name, input, sources) ?? fromConfig(name, input, sources, config);
    if (input.key && found && [found.value].flat().every((text) => text.trim() === ''))
        throw emptyKey(name, found.place);
    return found;
}
function fromGiven(name, input, sources) {
    const shown = sources.by === 'flag' ? `--${name}` : name;
    const value = sources.given[name];
    const path = (0,declare/* hasFileForm */.VL)(input) ? sources.given[`${name}-file`] : undefined;
    if (sources.by === 'flag' && (value === '' || path === '')) {
        throw (0,errors/* usageError */.Wp)(`--${name} is empty`, `give it a value or leave --${name} out`);
    }
    if (value?.length && path?.length)
        throw (0,errors/* usageError */.Wp)(`${name} and ${name}-file are both given`, 'leave one of them out');
    if (value?.length) {
        if (sources.by === 'flag')
            refuseSecret(name, input, value);
        return { value, place: shown };
    }
    return path?.length
        ? { value: fromFile(input, `${shown}-file`, String(path), sources), place: `${shown}-file` }
        : undefined;
}
function refuseSecret(name, input, value) {
    if (!(0,secrets/* holdsSecret */.hK)(input, value))
        return;
    if (input.secret === undefined) {
        const hint = `no ${name} holds credentials: a storage's are given as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment`;
        throw (0,errors/* usageError */.Wp)(`--${name} holds a password`, hint);
    }
    const file = (0,declare/* hasFileForm */.VL)(input) ? ` or put it into a file and give --${name}-file` : '';
    const hint = `set ${(0,declare/* variable */.bv)(name)} instead${file}: a command line can be read by every user of the machine`;
    throw (0,errors/* usageError */.Wp)(`--${name} holds a ${input.secret === 'whole' ? 'secret' : 'password'}`, hint);
}
function fromEnvironment(name, input, sources) {
    const plain = sources.environment[(0,declare/* variable */.bv)(name)];
    if (input.key && plain === '')
        return { value: plain, place: (0,declare/* variable */.bv)(name) };
    const fileName = (0,declare/* variable */.bv)(`${name}-file`);
    const path = (0,declare/* hasFileForm */.VL)(input) ? sources.environment[fileName] : undefined;
    if (input.key && path === '')
        throw emptyKey(name, fileName);
    if (plain && path)
        throw (0,errors/* usageError */.Wp)(`${(0,declare/* variable */.bv)(name)} and ${fileName} are both set`, 'unset one of them');
    if (plain)
        return { value: plain, place: (0,declare/* variable */.bv)(name) };
    return path ? { value: fromFile(input, fileName, path, sources), place: fileName } : undefined;
}
function fromConfig(name, input, sources, config) {
    const value = config?.values.get(name);
    if (config === undefined || value === undefined)
        return undefined;
    // The standard variables say the same thing nearer to the run, so the file gives way to them.
    if (input.standard?.some((standard) => sources.environment[standard]))
        return undefined;
    return { value, place: `${name} in ${config.file}` };
}
const OTHERS_READ = 0o004;
function fromFile({ secret }, shown, path, { folder, warn }) {
    const file = (0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.join)(folder, path);
    try {
        if (secret && ((0,external_node_fs_.statSync)(file).mode & OTHERS_READ) !== 0)
            warn?.(`every user of this machine can read the file that ${shown} names: chmod 600 ${path}`);
        return (0,external_node_fs_.readFileSync)(file, 'utf8').replace(/\r?\n$/, '');
    }
    catch (error) {
        // Where the secret itself was given in the place of a path, its text is in the message.
        const why = secret ? String(error.code) : (0,errors/* messageOf */.bD)(error);
        const hint = `name a file that exists and can be read; ${shown} takes a path, not the value itself`;
        throw (0,errors/* usageError */.Wp)(`the file that ${shown} names cannot be read: ${why}`, hint, secret ? undefined : error);
    }
}
function resolved(name, input, found, config) {
    if (input.kind === 'yaml' && found === undefined)
        return config?.structures.get(name);
    if (found === undefined && input.required) {
        throw (0,errors/* usageError */.Wp)(`${name} is missing`, `give --${name}, set ${(0,declare/* variable */.bv)(name)} or write ${name} into pgproof.yml`);
    }
    const value = found?.value ?? input.fallback?.text;
    if (value === undefined)
        return undefined;
    if (Array.isArray(value) && input.kind === 'list')
        return value;
    return read_parsed(name, input, [value].flat().join('\n'), found?.place ?? name);
}
function read_parsed(name, input, text, place) {
    try {
        return input.parse(input.kind === 'yaml' || input.kind === 'list' ? text : text.trim());
    }
    catch (error) {
        // YAML may hold the address of a webhook.
        const hidden = input.secret !== undefined || input.kind === 'yaml';
        const shown = hidden ? '' : ` '${text.length > 60 ? `${text.slice(0, 60)}…` : text}',`;
        const hint = input.fallback?.text
            ? `the default is ${input.fallback.shown ?? input.fallback.text}`
            : `write ${name} as its help says (pgproof <command> --help)`;
        throw (0,errors/* usageError */.Wp)(`${place} is${shown} not ${(0,errors/* messageOf */.bD)(error)}`, hint);
    }
}


/***/ }),

/***/ 8569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XP: () => (/* binding */ formsOf),
/* harmony export */   gW: () => (/* binding */ passwordsIn),
/* harmony export */   hK: () => (/* binding */ holdsSecret)
/* harmony export */ });
const uri = /^[a-z][a-z0-9+.-]*:\/\//i;
/** Every password in an address, as written and decoded: `scheme://user:password@`, `?password=`, or libpq's `password=…`. Also `sslpassword`. */
function passwordsIn(address) {
    const found = uri.test(address) ? inUri(address) : [...inKeywords(address), ...misspelt(address)];
    return [...new Set(found.filter((password) => password !== ''))];
}
function inUri(address) {
    const afterScheme = address.replace(uri, '');
    const authority = afterScheme.split(/[/?#]/, 1)[0] ?? '';
    // A password may hold an unencoded @, / or ?: libpq would read it otherwise, but it must not be shown either.
    const wide = /^[^/?#:@]*:(.*)@/s.exec(afterScheme)?.[1];
    const userinfo = authority.slice(0, Math.max(0, authority.lastIndexOf('@')));
    const narrow = userinfo.includes(':') ? userinfo.slice(userinfo.indexOf(':') + 1) : undefined;
    const query = [...address.matchAll(/[?&](?:ssl)?password=([^&#]*)/gi)].map((match) => match[1]);
    return [narrow, wide, ...query].flatMap((text) => (text ? [text, decoded(text)] : []));
}
/** `postgres//user:password@host` is no address, and a password all the same. */
function misspelt(address) {
    const text = /^[^\s=]*?\/\/[^/?#:@]*:(.*)@/s.exec(address)?.[1];
    return text ? [text, decoded(text)] : [];
}
function inKeywords(address) {
    const pattern = /(?:^|\s)(?:ssl)?password\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s\\]|\\.)+))/gis;
    return [...address.matchAll(pattern)].flatMap((match) => {
        const text = match[1] ?? match[2] ?? '';
        return [text, text.replace(/\\(.)/gs, '$1')];
    });
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
/** Shorter lines of a longer secret give nothing away, and as masks they would blacken a whole log. */
const SHORTEST_LINE = 8;
/** Lines of key files that are no secret: comments, the borders of PEM, headers of armour. */
const TRIVIAL = /^(?:#|-----|[A-Za-z-]+: )/;
/**
 * Every form in which a secret may turn up in a log: as it is and in the encodings that programs give it; of several lines each that tells something.
 * None is longer than a line, since a runner takes a mask of several lines for one of each.
 */
function formsOf(secret) {
    const whole = secret.trim().toWellFormed();
    if (whole === '')
        return [];
    const lines = whole.split(/[\r\n]+/).map((line) => line.trim());
    const telling = lines.filter((line) => line.length >= SHORTEST_LINE && !TRIVIAL.test(line));
    const texts = lines.length === 1 ? lines : telling;
    return [...new Set([...texts.flatMap(written), ...[whole, ...texts].flatMap(encoded)])];
}
/** A text as it is, and as other texts hold it. Shorter forms than the text itself are no secret any more. */
function written(text) {
    const quoted = [text.replaceAll("'", "'\\''"), text.replace(/[\\']/g, '\\$&')];
    const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const attribute = html.replaceAll('"', '&quot;');
    return [text, decoded(text), ...quoted, html, attribute, attribute.replaceAll("'", '&#39;')];
}
/** A text, of several lines too, in encodings that make one line of it. */
function encoded(text) {
    const url = encodeURIComponent(text);
    const urls = [url, url.replaceAll('%20', '+'), url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())];
    const forms = [...urls, encodeURI(text), JSON.stringify(text).slice(1, -1)];
    return text.length < SHORTEST_LINE ? forms : [...forms, Buffer.from(text).toString('hex'), ...inBase64(text)];
}
/** What base64 makes of a text inside another one: three ways, by where it begins, without the letters that its neighbours decide too. */
function inBase64(text) {
    const bytes = Buffer.from(text);
    return [0, 1, 2].flatMap((before) => {
        const whole = Buffer.concat([Buffer.alloc(before), bytes]);
        const inner = whole.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6));
        return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
    });
}
/** Whether a value must not be seen by others: a secret, or an address with a password in it. */
function holdsSecret(input, value) {
    if (input.secret === 'whole')
        return true;
    const texts = [value].flat();
    const addresses = input.secret === 'password' ? texts : input.kind === 'text' ? texts.filter((text) => uri.test(text)) : [];
    return addresses.some((text) => passwordsIn(text).length > 0);
}


/***/ }),

/***/ 46898:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ declarations)
});

// UNUSED EXPORTS: actionDeclarations

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/storage/keeping.js
var keeping = __webpack_require__(85025);
// EXTERNAL MODULE: ./build/inputs/kinds.js
var kinds = __webpack_require__(86447);
;// CONCATENATED MODULE: ./build/inputs/keys.js

/** What tells a signed backup from a forged one; for every verb that reads a storage. */
const trustInputs = {
    'verify-key': (0,kinds/* text */.Qq)({
        sentence: 'Public keys (Ed25519, PEM), one after the other: what is not signed by one of them is refused before anything of it is read further.',
        file: true,
        key: true,
    }),
    signing: (0,kinds/* choice */.Yq)(['auto', 'required', 'none'], {
        sentence: '`required`: never without `verify-key`, also where it is empty. `auto` refuses an unsigned backup after a signed one, which `none` allows.',
        default: 'auto',
        key: true,
    }),
};
/** For verbs that write manifests or records. */
const signInputs = {
    'sign-key': (0,kinds/* text */.Qq)({
        sentence: 'Secret key (Ed25519, PEM) that signs manifests and records.',
        secret: 'whole',
        key: true,
    }),
};
/** A passphrase shorter than that can be guessed by who has the bucket. */
const SHORTEST_PASSPHRASE = 12;
const passphrase = (0,kinds/* text */.Qq)({
    sentence: 'Passphrase that backups are sealed and opened with, of at least 12 characters; with `gpg-private-key` it unlocks that key.',
    secret: 'whole',
    key: true,
    pattern: new RegExp(`^.{${SHORTEST_PASSPHRASE},}$`),
    allowed: `one line of at least ${SHORTEST_PASSPHRASE} characters`,
});
const encryption = {
    encryption: (0,kinds/* choice */.Yq)(['auto', 'age', 'gpg', 'none'], {
        sentence: '`age` or `gpg`: never without it, also where the key is missing. `auto` is what the given keys are for; `none` is needed where earlier backups were sealed.',
        default: 'auto',
        key: true,
    }),
    'encrypt-to': (0,kinds/* list */.p_)({
        sentence: 'Public keys of age (`age1…`) that can open the backup, one per line.',
        key: true,
    }),
    'gpg-recipients': (0,kinds/* list */.p_)({
        sentence: 'Keys of gpg that can open the backup: fingerprints in its keyring, or armoured public keys.',
        key: true,
    }),
};
/** What backups are sealed with. */
const sealingInputs = { ...encryption, passphrase };
/** What sealed backups are opened with. */
const openingInputs = {
    identity: (0,kinds/* text */.Qq)({
        sentence: 'Secret keys of age, one per line, as age-keygen and `pgproof keygen` write them; each is tried.',
        secret: 'whole',
        key: true,
    }),
    passphrase,
    'gpg-private-key': (0,kinds/* text */.Qq)({
        sentence: "Secret key of gpg, armoured; without it gpg's own keyring is asked.",
        secret: 'whole',
        key: true,
    }),
};
/** For a verb that makes backups beside one that it opens. */
const resealingInputs = { ...encryption, ...openingInputs };
/** What existing backups are to be sealed with from now on; the other passphrase opens them as they are. */
const rekeyInputs = {
    ...resealingInputs,
    'new-passphrase': (0,kinds/* text */.Qq)({
        sentence: 'Passphrase that the backups are sealed with from now on; `passphrase` is the one they have.',
        secret: 'whole',
        key: true,
        pattern: new RegExp(`^.{${SHORTEST_PASSPHRASE},}$`),
        allowed: `one line of at least ${SHORTEST_PASSPHRASE} characters`,
    }),
    'add-recipient': (0,kinds/* list */.p_)({
        sentence: 'Public keys that can open the backups from now on, beside those that can already, one per line.',
        key: true,
        momentary: true,
    }),
    'drop-recipient': (0,kinds/* list */.p_)({
        sentence: 'Public keys that the backups are not sealed for any more, one per line.',
        key: true,
        momentary: true,
    }),
};
/** What `verify` does with keys. */
const keyCheckInputs = {
    keys: (0,kinds/* flag */.Jt)({ sentence: 'Only try the keys, and note which of them open the backup; nothing else is read.' }),
    'without-key': (0,kinds/* flag */.Jt)({
        sentence: 'Compare a sealed backup as it is stored, without its key. That is never "verified".',
    }),
    history: (0,kinds/* flag */.Jt)({
        sentence: 'Also look whether a backup was removed, replaced or rolled back since it was made.',
    }),
};

;// CONCATENATED MODULE: ./build/inputs/common.js




/** Where the backups are, and what opens the storage. */
const storageInputs = {
    storage: (0,kinds/* text */.Qq)({
        sentence: 'Where backups are kept: `s3://bucket/prefix?endpoint=…&region=…` or `file:///path`.',
        required: true,
        // Kept in memory, a backup would be gone when the command ends.
        pattern: /^(?!memory:)/,
        allowed: 's3://bucket/prefix, file:///path or ./path',
    }),
    name: (0,kinds/* text */.Qq)({
        sentence: "The name that the backups are filed under. Without it, the database's name, or the only name in the storage.",
    }),
    's3-access-key-id': (0,kinds/* text */.Qq)({
        sentence: 'Access key of the storage. Without it, the AWS credential chain is used.',
        standard: ['AWS_ACCESS_KEY_ID'],
    }),
    's3-secret-access-key': (0,kinds/* text */.Qq)({
        sentence: 'Secret key that belongs to `s3-access-key-id`.',
        secret: 'whole',
        standard: ['AWS_SECRET_ACCESS_KEY'],
    }),
    'aws-role': (0,kinds/* text */.Qq)({
        sentence: 'ARN of the IAM role to assume with the OIDC token of the workflow (needs `permissions: id-token: write`).',
    }),
    'aws-region': (0,kinds/* text */.Qq)({
        sentence: 'Region of the bucket and of the role.',
        standard: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    }),
    ...trustInputs,
};
const ENCRYPTION_AT_REST = ['bucket', 'AES256', 'aws:kms'];
/** How a store is asked to encrypt what it is given. */
const encryptionAtRest = (sentence) => (0,kinds/* choice */.Yq)(ENCRYPTION_AT_REST, { sentence, default: 'bucket' });
/** Which key it takes for that. */
const kmsKey = (sentence) => (0,kinds/* text */.Qq)({ sentence, pattern: /^\S+$/, allowed: 'the id, ARN or alias of a key' });
/** The same for verbs that write into it. */
const writtenStorageInputs = {
    ...storageInputs,
    'server-side-encryption': encryptionAtRest('How the store is asked to encrypt what is put; `bucket` leaves it to the bucket. A store that does not confirm it is refused.'),
    'kms-key': kmsKey("With `aws:kms`: id, ARN or alias of the key. Without it, the account's own for S3."),
};
/** Where the bytes of backups go; records, manifests and heartbeats stay in the bucket's own class. */
const storageClassOf = (what) => (0,kinds/* text */.Qq)({
    sentence: `Storage class of ${what}: ${keeping/* STORAGE_CLASSES */.Zq.map((one) => `\`${one}\``).join(', ')}. Without it, the bucket's own.`,
    pattern: new RegExp(`^(${keeping/* STORAGE_CLASSES */.Zq.join('|')})$`),
    allowed: `one of ${keeping/* STORAGE_CLASSES */.Zq.join(', ')} (what must be thawed first cannot be read back, so it would be no backup)`,
});
const storageClass = storageClassOf("a backup's data");
/** For verbs that only read backups. */
const asOf = (0,kinds/* instant */.uR)({
    sentence: 'Look at the storage as it was at this time, by the old versions that its bucket keeps: backups that were deleted or overwritten since are there. Nothing that was checked is recorded.',
    momentary: true,
});
/** What is told, and where. */
const reportInputs = {
    config: (0,kinds/* text */.Qq)({
        sentence: 'File with settings and assertions. Without it, `pgproof.yml` where there is one.',
    }),
    report: (0,kinds/* list */.p_)({
        sentence: 'Files to write the report to, one per line; the ending decides: `.html`, `.md` or `.json`.',
    }),
    'report-detail': (0,kinds/* choice */.Yq)(['auto', 'full', 'totals'], {
        sentence: 'Whether reports and summaries name tables. `auto` shows totals only on a public repository, everything elsewhere.',
        default: 'auto',
    }),
    'report-artifact': (0,kinds/* flag */.Jt)({
        sentence: 'Upload the HTML report as an artifact of the workflow run.',
        only: 'action',
    }),
    json: (0,kinds/* flag */.Jt)({ sentence: 'Print the result as one JSON object on standard output.', only: 'command' }),
};
const jobs = (0,kinds/* integer */.nd)({
    sentence: 'How many tables are worked on at the same time.',
    min: 1,
    max: 64,
    default: String(Math.min(4, (0,external_node_os_.availableParallelism)())),
    shown: 'number of cores, at most 4',
});
const databaseUrl = (0,kinds/* text */.Qq)({
    sentence: 'The database, as `postgresql://user:password@host:port/database` or libpq keywords. Without it, the PG* variables.',
    secret: 'password',
    standard: ['PGHOST', 'PGHOSTADDR', 'PGSERVICE', 'PGDATABASE'],
});
const spoolDir = (0,kinds/* text */.Qq)({
    sentence: 'Folder for what is on its way; it needs a file system that takes private folders. Without it, the temporary folder.',
});
const client = (0,kinds/* choice */.Yq)(['auto', 'local', 'docker'], {
    sentence: "Where pg_dump and pg_restore of the server's major come from: installed ones (`local`), the image `postgres:N` (`docker`), or the first that works (`auto`).",
    default: 'auto',
});
/** The server and the database that are restored. */
const targetInputs = {
    'target-url': (0,kinds/* text */.Qq)({
        sentence: 'The server to restore into, as `postgresql://user:password@host:port/database`. A database of another name than the one backed up needs `target-database` too.',
        secret: 'password',
    }),
    'target-database': (0,kinds/* text */.Qq)({
        sentence: 'The database to restore; without it, the one that the backup was made of.',
    }),
};
const githubToken = (0,kinds/* text */.Qq)({
    sentence: 'Token to ask GitHub about this run and its workflows (needs `permissions: actions: read`).',
    secret: 'whole',
    standard: ['GITHUB_TOKEN', 'GH_TOKEN'],
    expression: `\${{ github.token }}`,
});
/** For actions whose good result GitHub can attest. */
const attestInputs = {
    attest: (0,kinds/* flag */.Jt)({
        sentence: 'Have GitHub attest the manifest and the result (needs `permissions: id-token: write` and `attestations: write`); a run that could not is a failure, though what it did stands.',
        only: 'action',
    }),
    'github-token': (0,kinds/* text */.Qq)({
        sentence: 'Token to store the attestation with.',
        secret: 'whole',
        only: 'action',
        standard: ['GITHUB_TOKEN', 'GH_TOKEN'],
        expression: `\${{ github.token }}`,
    }),
};
/** What tells where it is. */
const attestOutputs = {
    'attestation-id': 'Number of the attestation; empty without `attest`.',
    'attestation-url': 'Where GitHub shows the attestation; empty without `attest`.',
};
const whichBackup = (0,kinds/* text */.Qq)({
    sentence: 'Which backup: an id, `latest`, `latest:<type>`, `latest-verified`, `tag:<tag>`, `random` or `before:2026-11-01T00:00Z`. Partial backups, and the copies that restores make first, are meant only by id or type.',
    default: 'latest',
});
/** Outputs of every action, set on failure too. */
const commonOutputs = {
    ok: '`true` when the answer is yes, else `false`.',
    code: 'The exit code that the command would have ended with.',
    reason: 'What went wrong, in one sentence; empty when nothing did.',
    record: 'Key of the record written beside the backup; empty where none was.',
    'report-path': 'Path of the HTML report.',
};
/** A word such as a backup's type. */
const word = {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    allowed: 'a word of letters, digits, dots and hyphens',
};
/** Which part of a database; everything where all of it is empty. */
const selection = {
    schemas: (0,kinds/* list */.p_)({ sentence: 'Only these schemas, by exact name, one per line.' }),
    'exclude-schemas': (0,kinds/* list */.p_)({ sentence: 'Not these schemas, by exact name, one per line.' }),
    tables: (0,kinds/* list */.p_)({ sentence: 'Only these tables, as `schema.table`, one per line.' }),
    'exclude-tables': (0,kinds/* list */.p_)({ sentence: 'Not these tables, as `schema.table`, one per line.' }),
    'exclude-table-data': (0,kinds/* list */.p_)({ sentence: 'Only the definition, not the rows, of these tables, one per line.' }),
    'schema-only': (0,kinds/* flag */.Jt)({ sentence: 'Definitions without rows.' }),
    'data-only': (0,kinds/* flag */.Jt)({ sentence: 'Rows without definitions.' }),
};

// EXTERNAL MODULE: ./build/inputs/declare.js
var declare = __webpack_require__(44966);
;// CONCATENATED MODULE: ./build/inputs/second-storage.js


const copyTo = {
    sentence: 'A second storage to copy to, in another region, at another provider or in a folder, written as `storage` is.',
    pattern: /^(?!memory:)/,
    allowed: 's3://bucket/prefix, file:///path or ./path',
};
/** Where backups are copied to, and what opens it; without credentials of its own, those of the first storage serve. */
const secondStorageInputs = {
    'copy-to': (0,kinds/* text */.Qq)(copyTo),
    'copy-s3-access-key-id': (0,kinds/* text */.Qq)({
        sentence: 'Access key of the second storage. Without credentials of its own, those of the first serve.',
    }),
    'copy-s3-secret-access-key': (0,kinds/* text */.Qq)({
        sentence: 'Secret key that belongs to `copy-s3-access-key-id`.',
        secret: 'whole',
    }),
    'copy-aws-role': (0,kinds/* text */.Qq)({ sentence: 'ARN of the IAM role to assume for the second storage.' }),
    'copy-aws-region': (0,kinds/* text */.Qq)({
        sentence: 'Region of the second bucket and role, unless `region=` in `copy-to` says it. Without both, `aws-region`.',
    }),
    'copy-server-side-encryption': encryptionAtRest('`server-side-encryption` of the second storage.'),
    'copy-kms-key': kmsKey('`kms-key` of the second storage.'),
    'copy-storage-class': storageClassOf("a copy's data"),
};
/** The same, where there is nothing to do without. */
const requiredCopyTo = (0,kinds/* text */.Qq)({ ...copyTo, required: true });

;// CONCATENATED MODULE: ./build/inputs/verbs/backup.js





/** `doctor` looks at the same. */
const backupInputs = {
    'database-url': databaseUrl,
    ...writtenStorageInputs,
    'storage-class': storageClass,
    ...sealingInputs,
    ...signInputs,
    ...secondStorageInputs,
    type: (0,kinds/* text */.Qq)({
        ...word,
        sentence: 'What kind of restore point this is: `auto`, `manual`, `pre-migration`, `monthly` or a word of your own.',
        default: 'auto',
    }),
    tags: (0,kinds/* list */.p_)({ sentence: 'Tags to find the backup by, one per line.' }),
    jobs: jobs,
    ...selection,
    profile: (0,kinds/* text */.Qq)({
        ...word,
        sentence: 'Managed provider, which decides what belongs to you: `auto` (found by what the server shows), `none` or `supabase`.',
        default: 'auto',
    }),
    client: client,
    'lock-timeout': (0,kinds/* duration */.p0)({ sentence: 'How long pg_dump waits for a lock on a table.', default: '5m' }),
    'time-budget': (0,kinds/* duration */.p0)({
        sentence: "Stop cleanly (exit 3) after this time, before the job's own limit would kill the run.",
    }),
    'compression-level': (0,kinds/* integer */.nd)({
        sentence: 'Level of zstd, from 1 (fast) to 19 (small).',
        min: 1,
        max: 19,
        default: '3',
    }),
    'spool-limit': (0,kinds/* size */.Ej)({
        sentence: 'The most disk that the spool may hold.',
        min: 64 * 1024 ** 2,
        minShown: '64MiB',
        default: '1GiB',
    }),
    'spool-dir': spoolDir,
    'cross-check': (0,kinds/* choice */.Yq)(['off', 'counts'], {
        sentence: '`counts` also counts every table in the same snapshot and demands the rows that were dumped.',
        default: 'off',
    }),
    ...reportInputs,
};
const backup = (0,declare/* declare */.xe)({
    verb: 'backup',
    sentence: 'Back up one PostgreSQL database into a storage, with a digest and a row count of every table.',
    inputs: { ...backupInputs, ...attestInputs },
    outputs: {
        id: 'Id of the backup.',
        location: 'Where the backup lies, without secrets.',
        tables: 'Number of tables with rows in the dump.',
        rows: 'Number of rows.',
        'raw-bytes': 'Bytes of all rows as text.',
        'stored-bytes': 'Bytes in the storage.',
        seconds: 'How long it took.',
        'manifest-digest': 'SHA-256 of the manifest.',
        'copy-location': 'Where the second copy lies; empty unless `copy-to` is given, and where it failed.',
        'restore-command': 'The command that brings this backup back; it needs `PGPROOF_TARGET_URL`.',
        ...attestOutputs,
    },
});

;// CONCATENATED MODULE: ./build/inputs/verbs/copy.js





const copy = (0,declare/* declare */.xe)({
    verb: 'copy',
    sentence: 'Copy backups into a second storage, each object checked on arrival; what is there already is not sent again.',
    inputs: {
        backup: whichBackup,
        all: (0,kinds/* flag */.Jt)({ sentence: 'Copy every backup that the second storage lacks, instead of one.', momentary: true }),
        ...writtenStorageInputs,
        'as-of': asOf,
        ...secondStorageInputs,
        'copy-to': requiredCopyTo,
        ...signInputs,
        'time-budget': (0,kinds/* duration */.p0)({ sentence: 'Stop cleanly (exit 3) after this time; the next copy goes on from there.' }),
        ...reportInputs,
    },
    outputs: {
        id: 'Id of the newest backup that is in the second storage now; empty where none was copied.',
        location: 'Where its copy lies, without secrets.',
        copied: 'Number of backups that were copied, or found complete there.',
        failed: 'Number of backups that could not be copied.',
        objects: 'Number of objects sent.',
        bytes: 'Bytes sent.',
        seconds: 'How long it took.',
    },
});

;// CONCATENATED MODULE: ./build/inputs/verbs/demo.js



const { report, 'report-detail': reportDetail, json } = reportInputs;
const demo = (0,declare/* declare */.xe)({
    verb: 'demo',
    sentence: 'See it work: back up a shop of a million rows, prove it, damage copies and watch each being caught.',
    inputs: {
        rows: (0,kinds/* integer */.nd)({ sentence: 'About how many rows the shop has.', min: 1000, max: 100_000_000, default: '1000000' }),
        keep: (0,kinds/* flag */.Jt)({ sentence: 'Leave the folder with the backup behind and say where it is.' }),
        jobs: jobs,
        report,
        'report-detail': reportDetail,
        json,
    },
    outputs: {},
    only: 'command',
});

;// CONCATENATED MODULE: ./build/inputs/verbs/diff.js




const diff = (0,declare/* declare */.xe)({
    verb: 'diff',
    sentence: 'Compare two backups: tables, rows and bytes by table, definitions that changed. No row is read.',
    inputs: {
        backup: whichBackup,
        with: (0,kinds/* text */.Qq)({
            sentence: 'The backup to compare it with, named like `backup`; without it, the newest complete one before it.',
        }),
        ...storageInputs,
        ...openingInputs,
        client: client,
        ...reportInputs,
    },
    outputs: {},
    only: 'command',
});

;// CONCATENATED MODULE: ./build/inputs/verbs/doctor.js


const doctor = (0,declare/* declare */.xe)({
    verb: 'doctor',
    sentence: 'Check connection, privileges, client, disk and storage before anything is backed up.',
    inputs: backupInputs,
    outputs: { warnings: 'Number of warnings.', failures: 'Number of failures.' },
});

;// CONCATENATED MODULE: ./build/inputs/verbs/escrow.js


const escrow = (0,declare/* declare */.xe)({
    verb: 'escrow',
    sentence: 'Print a recovery sheet: where the backups are, what opens them, who keeps it, and what to type. No key is in it.',
    inputs: { ...storageInputs, ...reportInputs },
    outputs: {},
    only: 'command',
    prints: 'markdown',
});

;// CONCATENATED MODULE: ./build/inputs/verbs/keygen.js



const { report: keygen_report, 'report-detail': keygen_reportDetail, json: keygen_json } = reportInputs;
const keygen = (0,declare/* declare */.xe)({
    verb: 'keygen',
    sentence: 'Make keys to seal backups with (age) and to sign them with (Ed25519), and say where each belongs.',
    inputs: {
        for: (0,kinds/* choice */.Yq)(['both', 'age', 'sign'], {
            sentence: '`age`: the pair that seals and opens; `sign`: the pair that signs and checks.',
            default: 'both',
            momentary: true,
        }),
        out: (0,kinds/* text */.Qq)({
            sentence: 'Folder for the files, which must be there. Nothing is overwritten.',
            default: '.',
            shown: 'the current folder',
            momentary: true,
        }),
        'post-quantum': (0,kinds/* flag */.Jt)({
            sentence: 'A key of age against quantum computers too: long, and by hand only age 1.3 or later opens with it.',
            momentary: true,
        }),
        report: keygen_report,
        'report-detail': keygen_reportDetail,
        json: keygen_json,
    },
    outputs: {},
    only: 'command',
});

;// CONCATENATED MODULE: ./build/inputs/verbs/list.js


const listBackups = (0,declare/* declare */.xe)({
    verb: 'list',
    sentence: 'List the backups in a storage: when, how large, and when each was last verified and restore-tested.',
    inputs: { ...storageInputs, 'as-of': asOf, ...reportInputs },
    outputs: {
        count: 'Number of backups.',
        latest: 'Id of the newest complete backup.',
        'latest-verified': 'Id of the newest complete backup that was verified or restore-tested.',
        backups: 'The backups as a JSON array.',
    },
});

;// CONCATENATED MODULE: ./build/inputs/verbs/pin.js




const { report: pin_report, 'report-detail': pin_reportDetail, config, json: pin_json } = reportInputs;
/** What the verbs about one backup's keeping have in common. */
const keepingInputs = {
    backup: (0,kinds/* text */.Qq)({ sentence: 'Which backup: an id, or what selects one, such as `latest`.', required: true }),
    ...writtenStorageInputs,
    ...signInputs,
    reason: (0,kinds/* text */.Qq)({ sentence: 'Why, in a few words; it stands in every list.', required: true, momentary: true }),
    config,
    report: pin_report,
    'report-detail': pin_reportDetail,
    json: pin_json,
};
const pin = (0,declare/* declare */.xe)({
    verb: 'pin',
    sentence: 'Keep a backup whatever the policy says, with the reason for it.',
    inputs: {
        ...keepingInputs,
        until: (0,kinds/* text */.Qq)({ sentence: 'Until when, as `2027-11-01`. Without it, until it is unpinned.', momentary: true }),
    },
    outputs: {},
    only: 'command',
});

;// CONCATENATED MODULE: ./build/inputs/verbs/prune.js




const kept = (what) => (0,kinds/* integer */.nd)({ sentence: `Keep ${what}.`, min: 1, max: 100_000 });
/** How long backups are kept; `status` tells by the same words what expires next. */
const retentionInputs = {
    retention: (0,kinds/* yaml */.oQ)({
        sentence: 'The policy, as in `pgproof.yml`: `types`, `keep-daily` … , or a list of such, each with its `storage`.',
    }),
    'keep-last': kept('so many of the newest backups'),
    'keep-hourly': kept('the newest backup of so many hours'),
    'keep-daily': kept('the newest backup of so many days'),
    'keep-weekly': kept('the newest backup of so many weeks'),
    'keep-monthly': kept('the newest backup of so many months'),
    'keep-yearly': kept('the newest backup of so many years'),
    'min-age': (0,kinds/* duration */.p0)({ sentence: 'Never expire what is younger; at least `7d`, which it is without.' }),
    'min-verified': (0,kinds/* integer */.nd)({
        sentence: 'Never keep fewer verified complete backups of one server; at least 3, which it is without.',
        min: 1,
        max: 100_000,
    }),
    grace: (0,kinds/* duration */.p0)({ sentence: 'How long an expired backup can be taken back; `7d` without, at least `1d`.' }),
};
const prune = (0,declare/* declare */.xe)({
    verb: 'prune',
    sentence: 'Decide which backups stay and why; with `apply`, expire the others and sweep what expired before.',
    inputs: {
        ...writtenStorageInputs,
        ...signInputs,
        ...retentionInputs,
        apply: (0,kinds/* flag */.Jt)({ sentence: 'Do it. Without it, the plan is only shown.', momentary: true }),
        confirm: (0,kinds/* text */.Qq)({
            sentence: 'Digest of the plan that was looked at; needed where more than half of all backups would expire at once.',
            momentary: true,
        }),
        'delete-versions': (0,kinds/* flag */.Jt)({
            sentence: 'On a bucket that keeps old versions, delete those of swept backups too.',
        }),
        ...reportInputs,
    },
    outputs: {
        plan: 'Digest of the plan.',
        keep: 'Number of backups that stay.',
        expire: 'Number of backups that expire.',
        sweep: 'Number of backups that go for good.',
        'freed-bytes': 'Bytes that are gone for good.',
    },
});

;// CONCATENATED MODULE: ./build/inputs/verbs/rekey.js





const rekey = (0,declare/* declare */.xe)({
    verb: 'rekey',
    sentence: 'Seal existing backups for other keys, as copies that are read back before the old ones expire.',
    inputs: {
        backup: (0,kinds/* text */.Qq)({ sentence: 'Which backup: an id, or what selects one, such as `latest`.', momentary: true }),
        all: (0,kinds/* flag */.Jt)({
            sentence: 'Every backup of the name that is not sealed and signed as asked for yet.',
            momentary: true,
        }),
        ...writtenStorageInputs,
        'storage-class': storageClass,
        ...rekeyInputs,
        ...signInputs,
        grace: retentionInputs.grace,
        retention: retentionInputs.retention,
        jobs: jobs,
        client: client,
        'spool-dir': spoolDir,
        ...reportInputs,
    },
    outputs: {},
    only: 'command',
});

;// CONCATENATED MODULE: ./build/inputs/verbs/restore.js




/** What a person says who really means it; asked for by every verb that writes into a database of somebody's. */
const confirmInputs = {
    confirm: (0,kinds/* text */.Qq)({
        sentence: 'Where no terminal asks: `<database> from <backup id>`, exactly, of what is to be restored.',
        momentary: true,
    }),
    'allow-production': (0,kinds/* flag */.Jt)({
        sentence: 'Allow writing into the database that the backup was made from, or that `protected` names.',
        momentary: true,
    }),
    protected: (0,kinds/* list */.p_)({
        sentence: 'Databases that need `allow-production`, one per line: `database`, `host/database` or `host:port/database`.',
    }),
    'approval-environment': (0,kinds/* text */.Qq)({
        sentence: 'Environment of the repository that this run must have been approved for (needs `permissions: actions: read`).',
    }),
    'approval-by-another': (0,kinds/* flag */.Jt)({ sentence: 'The approval must be by somebody else than who started the run.' }),
    'github-token': githubToken,
};
const restore = (0,declare/* declare */.xe)({
    verb: 'restore',
    sentence: 'Restore a backup: beside what is there, in exchange for it with a way back, or in its place.',
    inputs: {
        backup: whichBackup,
        ...writtenStorageInputs,
        'as-of': asOf,
        ...resealingInputs,
        ...signInputs,
        ...targetInputs,
        method: (0,kinds/* choice */.Yq)(['new-database', 'swap', 'in-place'], {
            sentence: '`new-database` needs a database that does not exist or is empty; `swap` restores beside the live one and exchanges both; `in-place` is for servers where databases cannot be created or renamed.',
            default: 'new-database',
        }),
        plan: (0,kinds/* flag */.Jt)({ sentence: 'Show every step and stop.', momentary: true }),
        'plan-digest': (0,kinds/* text */.Qq)({ sentence: 'Go on only if the plan still has this digest.', momentary: true }),
        'dry-run': (0,kinds/* flag */.Jt)({ sentence: 'Do all but the writing.', momentary: true }),
        ...confirmInputs,
        require: (0,kinds/* choice */.Yq)(['verified', 'restore-tested'], {
            sentence: 'The proof that the backup must have; what is missing is done first.',
            default: 'verified',
        }),
        schemas: (0,kinds/* list */.p_)({ sentence: 'Only these schemas, by exact name, one per line.' }),
        tables: (0,kinds/* list */.p_)({ sentence: 'Only these tables, as `schema.table`, one per line, with what they need.' }),
        'schema-only': (0,kinds/* flag */.Jt)({ sentence: 'Definitions without rows.' }),
        'data-only': (0,kinds/* flag */.Jt)({
            sentence: 'Rows without definitions, with `method: in-place` into tables that are there, or `to-file`.',
        }),
        'to-file': (0,kinds/* text */.Qq)({
            sentence: 'Write a file instead of restoring: `.sql` (plain), `.dump` (custom), `.csv` (one table) or a folder ending with `/`.',
            momentary: true,
        }),
        'create-roles': (0,kinds/* flag */.Jt)({ sentence: 'Make the roles that the server lacks, without passwords.' }),
        'no-owner': (0,kinds/* flag */.Jt)({ sentence: 'Everything belongs to the role that restores.' }),
        'no-privileges': (0,kinds/* flag */.Jt)({ sentence: 'Restore no grants.' }),
        'no-tablespaces': (0,kinds/* flag */.Jt)({ sentence: 'Put everything into the default tablespace.' }),
        hooks: (0,kinds/* yaml */.oQ)({
            sentence: 'Commands and addresses to call `before-restore`, `before-swap`, `after-swap` and `after-restore`, as in `pgproof.yml`.',
        }),
        'on-failed-check': (0,kinds/* choice */.Yq)(['roll-back', 'keep'], {
            sentence: 'What a failing check after a swap does.',
            default: 'roll-back',
        }),
        assertions: (0,kinds/* yaml */.oQ)({ sentence: 'Assertions of your own on the restored database, as in `pgproof.yml`.' }),
        finish: (0,kinds/* flag */.Jt)({
            sentence: 'Drop the database that a swap kept, instead of restoring; there is no way back afterwards.',
            momentary: true,
        }),
        restore: (0,kinds/* text */.Qq)({
            sentence: 'With `finish`: id of the restore whose kept database is dropped, where several swaps have kept one.',
            pattern: /^\d{8}T\d{6}Z-[0-9a-f]{6}$/,
            allowed: 'an id as 20261121T021703Z-7f3a9c',
            momentary: true,
        }),
        jobs: jobs,
        client: client,
        'spool-dir': spoolDir,
        'time-budget': (0,kinds/* duration */.p0)({ sentence: 'Stop cleanly (exit 3) after this time.' }),
        ...reportInputs,
    },
    outputs: {
        id: 'Id of the backup.',
        restore: 'Id of this restore, which its records carry.',
        database: 'The database that was restored.',
        'plan-digest': 'Digest of the plan.',
        'safety-backup': 'Id of the backup that was made of the live database first; empty where none was.',
        'kept-database': 'Name under which a swap kept the database from before; empty otherwise.',
        'downtime-seconds': 'For how long no client could connect; empty unless it was a swap.',
        tables: 'Number of tables restored.',
        rows: 'Number of rows restored.',
        differences: 'Number of differences from the backup.',
        seconds: 'How long it took.',
    },
});

;// CONCATENATED MODULE: ./build/inputs/verbs/restore-test.js




const restoreTest = (0,declare/* declare */.xe)({
    verb: 'restore-test',
    sentence: 'Restore a backup for real, dump it again, and prove that the second dump equals the first.',
    inputs: {
        backup: whichBackup,
        ...writtenStorageInputs,
        'as-of': asOf,
        ...openingInputs,
        ...signInputs,
        'target-url': (0,kinds/* text */.Qq)({
            sentence: 'Server to restore into, as a superuser; a database of its own is made and dropped there. Without it, a throw-away server is started.',
            secret: 'password',
        }),
        image: (0,kinds/* text */.Qq)({ sentence: 'Docker image for the throw-away server, such as `pgvector/pgvector:pg17`.' }),
        keep: (0,kinds/* choice */.Yq)(['no', 'job', 'yes'], {
            sentence: 'Whether the restored database stays: `job` until the end of the job, for tests of your own; `yes` until you drop it.',
            default: 'no',
        }),
        'allow-source-server': (0,kinds/* flag */.Jt)({ sentence: "Allow a target on the source's own server." }),
        assertions: (0,kinds/* yaml */.oQ)({ sentence: 'Assertions of your own on the restored database, as in `pgproof.yml`.' }),
        'compare-live': (0,kinds/* flag */.Jt)({
            sentence: "Show the live database's row counts of today beside the backup's (needs `database-url`).",
        }),
        'database-url': databaseUrl,
        'show-keys': (0,kinds/* flag */.Jt)({ sentence: 'Name the primary keys of rows that differ.' }),
        jobs: jobs,
        client: client,
        'spool-dir': spoolDir,
        'time-budget': (0,kinds/* duration */.p0)({ sentence: 'Stop cleanly (exit 3) after this time.' }),
        ...attestInputs,
        ...reportInputs,
    },
    outputs: {
        id: 'Id of the backup.',
        tables: 'Number of tables restored.',
        rows: 'Number of rows restored.',
        'equal-tables': 'Number of tables that came back equal.',
        differences: 'Number of differences found, of any kind.',
        assertions: 'Number of assertions that were configured.',
        seconds: 'How long it took.',
        database: 'Name of the kept database; empty unless `keep` is `job` or `yes`.',
        host: 'Host of the kept database.',
        port: 'Port of the kept database.',
        'url-file': 'File (0600) with the address of the kept database.',
        ...attestOutputs,
    },
});

;// CONCATENATED MODULE: ./build/inputs/verbs/rollback.js





/** The database comes first: where the storage is away, the names on the server tell enough. */
const swappedInputs = {
    ...writtenStorageInputs,
    ...signInputs,
    storage: (0,kinds/* text */.Qq)({
        sentence: 'Where the records of the swap are: `s3://bucket/prefix?endpoint=…&region=…` or `file:///path`. Without it, only the names on the server tell.',
        pattern: /^(?!memory:)/,
        allowed: 's3://bucket/prefix, file:///path or ./path',
    }),
    ...targetInputs,
    'target-url': (0,kinds/* text */.Qq)({
        sentence: 'The server of the swap, as `postgresql://user:password@host:port/database`.',
        secret: 'password',
    }),
    'target-database': (0,kinds/* text */.Qq)({
        sentence: 'The database that was swapped; without it, the one that the address or the newest record names.',
    }),
    restore: (0,kinds/* text */.Qq)({
        sentence: 'Id of the restore; without it, the newest swap of the database.',
        pattern: /^\d{8}T\d{6}Z-[0-9a-f]{6}$/,
        allowed: 'an id as 20261121T021703Z-7f3a9c',
        momentary: true,
    }),
    'time-budget': (0,kinds/* duration */.p0)({ sentence: 'Stop cleanly (exit 3) after this time, unless the databases are exchanged.' }),
};
const rollback = (0,declare/* declare */.xe)({
    verb: 'rollback',
    sentence: 'Bring the state from before a swap back, from wherever the swap stopped.',
    inputs: {
        ...swappedInputs,
        ...confirmInputs,
        confirm: (0,kinds/* text */.Qq)({
            sentence: 'Where no terminal asks: `<database> from <backup id>`, exactly, with the backup that the swap restored; without records the name of the kept database stands for it.',
            momentary: true,
        }),
        hooks: (0,kinds/* yaml */.oQ)({
            sentence: 'Commands and addresses as in `pgproof.yml`; those of `before-swap` and `after-swap` are called around the exchange.',
        }),
        ...reportInputs,
    },
    outputs: {
        id: 'Id of the backup that the swap had restored.',
        restore: 'Id of the restore that was rolled back.',
        database: 'The database that was brought back.',
        state: 'What the database is now, in one sentence.',
        'downtime-seconds': 'For how long no client could connect; empty where nothing was exchanged.',
        seconds: 'How long it took.',
    },
});

;// CONCATENATED MODULE: ./build/inputs/verbs/resume.js




const resume = (0,declare/* declare */.xe)({
    verb: 'resume',
    only: 'command',
    sentence: 'Finish a swap that was broken off; before the exchange, drop what it had made.',
    inputs: {
        ...swappedInputs,
        hooks: (0,kinds/* yaml */.oQ)({
            sentence: 'Commands and addresses as in `pgproof.yml`; those of `after-swap` are called where the swap did not come to them.',
        }),
        ...reportInputs,
    },
    outputs: {},
});

;// CONCATENATED MODULE: ./build/inputs/verbs/show.js



const show = (0,declare/* declare */.xe)({
    verb: 'show',
    sentence: 'Show what a backup holds, table by table, what it does not hold, and what was done with it by whom.',
    inputs: { backup: whichBackup, ...storageInputs, 'as-of': asOf, ...openingInputs, ...reportInputs },
    outputs: {},
    only: 'command',
});

;// CONCATENATED MODULE: ./build/inputs/verbs/status.js




const status_status = (0,declare/* declare */.xe)({
    verb: 'status',
    sentence: 'Say whether the database could be brought back today: how much would be lost, how long it would take.',
    inputs: {
        ...storageInputs,
        'max-backup-age': (0,kinds/* duration */.p0)({ sentence: 'How old the newest good backup may be.', default: '26h' }),
        'max-verified-age': (0,kinds/* duration */.p0)({ sentence: 'How old the newest verified backup may be.' }),
        'max-restore-test-age': (0,kinds/* duration */.p0)({ sentence: 'How long ago the last good restore-test may be.', default: '35d' }),
        'max-copy-age': (0,kinds/* duration */.p0)({ sentence: 'How old the newest backup with a second copy may be.' }),
        'max-growth': (0,kinds/* share */.uM)({
            sentence: 'How far the newest backup may be above the median of the five before it, in stored bytes.',
            above: true,
        }),
        'max-shrink': (0,kinds/* share */.uM)({
            sentence: 'How far the newest backup may be below the median of the five before it, in stored bytes.',
        }),
        'min-free-space': (0,kinds/* size */.Ej)({ sentence: 'What must be free where the storage is a folder.', default: '20GB' }),
        rpo: (0,kinds/* duration */.p0)({ sentence: 'Objective: the most time whose changes may be lost (recovery point).' }),
        rto: (0,kinds/* duration */.p0)({ sentence: 'Objective: the most time that bringing the data back may take (recovery time).' }),
        'schedule-check': (0,kinds/* text */.Qq)({
            sentence: 'Workflow of the backups, such as `backup.yml`: it must be enabled and have run by its schedule.',
            pattern: /^[^/\s]+\.ya?ml$/,
            allowed: 'the name of a workflow file such as backup.yml',
        }),
        'max-schedule-age': (0,kinds/* duration */.p0)({
            sentence: 'How long ago that workflow may have run by its schedule. Without it, `max-backup-age`.',
        }),
        'github-token': githubToken,
        ...retentionInputs,
        prometheus: (0,kinds/* text */.Qq)({
            sentence: "File for the textfile collector of Prometheus' node_exporter, written whole or not at all.",
            pattern: /\.prom$/,
            allowed: 'a path that ends with .prom',
        }),
        ...reportInputs,
    },
    outputs: {
        newest: 'Id of the newest good backup; empty where there is none.',
        'newest-verified': 'Id of the newest verified backup; empty where there is none.',
        'newest-restore-tested': 'Id of the backup that was last restore-tested with success; empty where there is none.',
        'data-at-risk-seconds': 'Age of the newest good backup: what was changed since would be lost.',
        'verified-age-seconds': 'Age of the newest verified backup.',
        'restore-test-age-seconds': 'Time since the last good restore-test.',
        'time-to-restore-seconds': 'What bringing the data back took in the last good restore-test.',
        count: 'Number of backups.',
        'stored-bytes': 'Bytes of all backups in the storage.',
        broken: 'Number of broken limits.',
        limits: 'The limits as a JSON array, the worst broken one first.',
    },
});

;// CONCATENATED MODULE: ./build/inputs/verbs/unexpire.js


const unexpire = (0,declare/* declare */.xe)({
    verb: 'unexpire',
    sentence: 'Take an expired backup back, while its grace lasts.',
    inputs: keepingInputs,
    outputs: {},
    only: 'command',
});

;// CONCATENATED MODULE: ./build/inputs/verbs/unpin.js


const unpin = (0,declare/* declare */.xe)({
    verb: 'unpin',
    sentence: 'Let go of a pinned backup: the policy decides again.',
    inputs: keepingInputs,
    outputs: {},
    only: 'command',
});

;// CONCATENATED MODULE: ./build/inputs/verbs/verify.js




const verify = (0,declare/* declare */.xe)({
    verb: 'verify',
    sentence: 'Read a backup back, every byte of it, and compare each digest and row count. Needs no database.',
    inputs: {
        backup: whichBackup,
        ...writtenStorageInputs,
        'as-of': asOf,
        ...openingInputs,
        ...keyCheckInputs,
        ...signInputs,
        sample: (0,kinds/* share */.uM)({
            sentence: 'Read only this share of the backup, another one each time. A sample is never "verified".',
        }),
        'max-backup-age': (0,kinds/* duration */.p0)({ sentence: 'A backup older than this is stale.', default: '48h' }),
        'required-tables': (0,kinds/* list */.p_)({
            sentence: 'Tables that must be in the backup and must not be empty, as `schema.table`, one per line.',
        }),
        'size-tolerance': (0,kinds/* share */.uM)({
            sentence: 'How far the stored size may be from the median of the last five backups.',
            above: true,
        }),
        jobs: jobs,
        client: client,
        'spool-dir': spoolDir,
        ...reportInputs,
    },
    outputs: {
        id: 'Id of the backup.',
        objects: 'Number of objects read.',
        bytes: 'Bytes read from the storage.',
        share: 'Share of the backup that was read, from 0 to 1.',
        tables: 'Number of tables compared.',
        rows: 'Number of rows compared.',
        damaged: 'Number of damaged objects.',
    },
});

;// CONCATENATED MODULE: ./build/inputs/verbs.js




















/** Every verb, in the order of help and reference. */
const declarations = {
    backup: backup,
    verify: verify,
    'restore-test': restoreTest,
    restore: restore,
    rollback: rollback,
    resume: resume,
    status: status_status,
    list: listBackups,
    show: show,
    diff: diff,
    copy: copy,
    prune: prune,
    pin: pin,
    unpin: unpin,
    unexpire: unexpire,
    rekey: rekey,
    doctor: doctor,
    keygen: keygen,
    escrow: escrow,
    demo: demo,
};
/** The declarations of those verbs, in the same order. */
const actionDeclarations = Object.values(declarations).filter(({ only }) => only !== 'command');


/***/ }),

/***/ 64877:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Od: () => (/* binding */ restoreCommand),
/* harmony export */   p5: () => (/* binding */ restoreInto),
/* harmony export */   r7: () => (/* binding */ shellWord)
/* harmony export */ });
/**
 * The command that brings a backup back, ready for a shell and without a secret: the server's address is taken from PGPROOF_TARGET_URL.
 * A complete backup takes the place of the live database, which is kept, or is restored in it where no database can be renamed;
 * a partial one goes into a new database beside it.
 */
function restoreCommand(store, manifest) {
    const { partial, source } = manifest;
    if (partial.length > 0)
        return restoreInto(store, manifest, 'new-database', `${source.database}_restored`);
    const method = source.profile === 'supabase' ? 'in-place' : 'swap';
    return `${restoreInto(store, manifest, method, source.database)} --allow-production`;
}
/** The same by a method and into a database of one's choice. */
function restoreInto(store, backup, method, database) {
    const where = ['--storage', shellWord(store.location), '--name', shellWord(backup.name), '--backup', backup.id];
    return ['pgproof', 'restore', ...where, '--method', method, '--target-database', shellWord(database)].join(' ');
}
/**
 * A word that a shell takes as it is. Signs that a terminal or a report does not show as they are would not be copied as they are: a word with such
 * signs is written with their bytes, which bash, zsh and ksh read.
 */
const shellWord = (text) => {
    if (HIDDEN.test(text))
        return `$'${text.replace(/[\\']|\p{Cc}|\p{Bidi_Control}/gu, octal)}'`;
    return /^[A-Za-z0-9_./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
};
const HIDDEN = /\p{Cc}|\p{Bidi_Control}/u;
const octal = (sign) => [...Buffer.from(sign)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');


/***/ }),

/***/ 95560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dE: () => (/* binding */ serverAccount),
/* harmony export */   he: () => (/* binding */ chooseFolders),
/* harmony export */   pB: () => (/* binding */ ELSEWHERE)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19473);





/** A socket's path has at most 107 bytes, and `/.s.PGSQL.65535` is added to the folder's. */
const longestSocketFolder = 90;
/** Undefined where we are not root; PostgreSQL refuses to run as root, so there it is `postgres`, else `nobody`. */
async function serverAccount() {
    if (process.getuid?.() !== 0)
        return undefined;
    const accounts = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
    const found = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
    if (found)
        return { uid: Number(found[2]), gid: Number(found[3]) };
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .environmentError */ .me)('PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as', 'create one: useradd --system postgres');
}
/**
 * Where a server's data and sockets go: into `folder` where its account can reach it and the path is short enough, else into new folders under the temporary one.
 * `all` is what must be removed at the end.
 */
async function chooseFolders(folder, account) {
    const base = (await reachable(folder, account)) ? folder : await newFolder(folder, await openParent());
    const short = Buffer.byteLength(base) <= longestSocketFolder;
    const sockets = short ? base : await newFolder(folder, '/tmp');
    const all = [...new Set([folder, base, sockets])];
    for (const one of new Set([base, sockets])) {
        if (account)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.chown)(one, account.uid, account.gid);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.chmod)(one, 0o700);
    }
    return { data: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(base, 'data'), sockets, all };
}
/** Begins the name of a link to what a run has elsewhere: it is there before that is, so that a later run can remove both should this one be killed. */
const ELSEWHERE = 'elsewhere-';
async function newFolder(folder, parent) {
    const name = `pgproof-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')}`;
    const made = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(parent, name);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.symlink)(made, (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, ELSEWHERE + name));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(made, { mode: 0o700 });
    return made;
}
const openParent = async () => (await reachable((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), 'pgproof'), { uid: -1, gid: -1 })) ? (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)() : '/tmp';
/** Whether an account may pass through every folder above; only the rights of others are looked at, or the owner's where it is the owner. */
async function reachable(folder, account) {
    if (account === undefined)
        return true;
    for (let parent = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(folder);; parent = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(parent)) {
        const { mode, uid } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(parent);
        if ((mode & (uid === account.uid ? 0o100 : 0o001)) === 0)
            return false;
        if (parent === '/')
            return true;
    }
}


/***/ }),

/***/ 76723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ unknownKey),
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21916);

/**
 * The known word closest to a mistyped one, compared without case; undefined where none is close enough to be meant
 * (more than half of the word would have to change). The beginning of a known word means that word.
 */
function nearest(word, known) {
    const begun = word.length < 3 ? [] : [...known].filter((candidate) => candidate.startsWith(word.toLowerCase()));
    if (begun.length > 0)
        return begun.sort((a, b) => a.length - b.length)[0];
    let best;
    let bestDistance = Math.max(1, Math.ceil(word.length / 2)) + 1;
    for (const candidate of known) {
        const steps = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(word.toLowerCase(), candidate.toLowerCase());
        if (steps < bestDistance) {
            best = candidate;
            bestDistance = steps;
        }
    }
    return best;
}
/** What to say about a key that nobody knows: `unknown key "row", did you mean "rows"? (known: name, rows)`. */
function unknownKey(key, known) {
    const meant = nearest(key, known);
    const question = meant === undefined ? '' : `, did you mean "${meant}"?`;
    return `unknown key "${key}"${question} (known: ${known.join(', ')})`;
}


/***/ }),

/***/ 80813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  IU: () => (/* binding */ reportFiles),
  Ev: () => (/* binding */ files_told),
  u5: () => (/* binding */ writeReport)
});

// UNUSED EXPORTS: checkReportPaths

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/report/format.js
var format = __webpack_require__(92772);
// EXTERNAL MODULE: ./build/amounts.js
var amounts = __webpack_require__(95209);
;// CONCATENATED MODULE: ./build/report/sheet.js
/** The sheet without what names objects of the database: totals and verdict stay. */
function totalsOnly(sheet) {
    return { ...sheet, sections: sheet.sections.filter((section) => !section.names) };
}
const plain = (text) => ({ text });
/** A table without the columns that say nothing in any row, or nothing where it would have no rows. */
function table(heading, columns, rows) {
    if (rows.length === 0)
        return [];
    const speaks = columns.map((_, at) => rows.some((row) => row[at]?.text !== ''));
    const kept = (cells) => cells.filter((_, at) => speaks[at]);
    return [{ ...heading, kind: 'table', columns: kept(columns), rows: rows.map(kept) }];
}
/** Bars of the largest values, or nothing where a picture would say nothing. */
function bars(heading, unit, values) {
    const largest = values
        .filter(({ value }) => value > 0)
        .sort((a, b) => b.value - a.value)
        .slice(0, 10);
    return largest.length < 2 ? [] : [{ ...heading, kind: 'bars', unit, bars: largest }];
}
/** Values in the order of time, or nothing where a picture would say nothing. Labels have to differ. */
function line(heading, unit, points) {
    return points.length < 2 ? [] : [{ ...heading, kind: 'line', unit, points }];
}

;// CONCATENATED MODULE: ./build/report/shared.js


/** `schema.name` on one line, whatever the names hold. */
const qualified = (schema, name) => (0,format/* visible */.RK)(`${schema}.${name}`);
/** The sentence at the top: what was achieved, or the failure's own reason and hint. */
function verdict(outcome, achieved) {
    return outcome.ok ? { tone: 'good', text: achieved } : { tone: 'bad', text: outcome.reason, hint: outcome.hint };
}
/** `ada on runner-7, https://…/runs/1/attempts/1, commit 4e5a70c7d1f2, branch main` */
function madeBy({ who, host, run, commit, branch }) {
    const code = [...(commit ? [`commit ${commit.slice(0, 12)}`] : []), ...(branch ? [`branch ${branch}`] : [])].join(', ');
    return [`${who} on ${host}`, ...(run ? [run] : []), ...(code ? [code] : [])].join(', ');
}
/** Where GitHub keeps the attestation, where there is one. */
const attestationFact = ({ attestation }) => attestation === undefined ? [] : [{ label: 'Attestation', text: attestation.url }];
/** What nobody vouches for, with the reason. */
function unchecked(title, items) {
    const columns = [{ title: 'what' }, { title: 'why' }];
    const rows = items.map(({ what, why }) => [plain(what), plain(why)]);
    return table({ title, names: true }, columns, rows);
}
/** Questions with their answers, the bad ones first; one that was not asked is never shown as passed. */
function checks(title, items, note) {
    const order = (check) => (check.skipped !== undefined ? 1 : check.ok ? 2 : 0);
    const rows = [...items]
        .sort((a, b) => order(a) - order(b))
        .map((check) => [plain(check.name), answer(check), found(check), plain(check.expected ?? '')]);
    // A column that is empty in every row is left out.
    const columns = [{ title: 'check' }, { title: 'result' }, { title: 'found' }, { title: 'expected' }];
    const expected = items.some((check) => check.expected !== undefined);
    return table({ title, names: true, ...(note && { note }) }, expected ? columns : columns.slice(0, 3), expected ? rows : rows.map((row) => row.slice(0, 3)));
}
const found = (check) => plain(check.skipped ?? check.found ?? '');
function answer(check) {
    if (check.skipped !== undefined)
        return { text: 'not checked', tone: 'warning' };
    return check.ok ? { text: 'ok', tone: 'good' } : { text: 'failed', tone: 'bad' };
}
/** `12 ok, 1 failed, 2 not checked` */
function tally(items) {
    const skipped = items.filter((check) => check.skipped !== undefined).length;
    const failed = items.filter((check) => check.skipped === undefined && !check.ok).length;
    const parts = [`${items.length - skipped - failed} ok`];
    if (failed > 0)
        parts.push(`${failed} failed`);
    if (skipped > 0)
        parts.push(`${skipped} not checked`);
    return parts.join(', ');
}

;// CONCATENATED MODULE: ./build/report/backup.js



function backupSheet(result) {
    const { backup, totals, seconds } = result;
    return {
        title: `Backup of ${backup.name}`,
        verdict: verdict(result, `backed up ${(0,format/* counted */.hS)(totals.rows, 'row')} in ${(0,format/* time */.kB)(seconds)}`),
        facts: facts(result),
        sections: [
            {
                title: 'To bring it back',
                note: backup.partial ? newDatabase : swap,
                kind: 'commands',
                commands: [result.restoreCommand],
            },
            ...toFinish(result.secondCopy),
            ...bars({ title: 'Largest tables', names: true }, 'bytes of rows as text', tableBars(result)),
            ...table({ title: 'Tables', names: true }, [{ title: 'table' }, { title: 'rows', align: 'right' }, { title: 'size', align: 'right' }], [...result.tables]
                .sort((a, b) => b.bytes - a.bytes)
                .map(({ schema, name, rows, bytes: raw }) => [
                plain(qualified(schema, name)),
                plain((0,format/* count */.U9)(rows)),
                plain((0,amounts/* bytes */.e)(raw)),
            ])),
            ...unchecked('Not in the dump', result.notContained),
        ],
        warnings: result.warnings,
    };
}
function facts(result) {
    const { backup, totals, source, seconds } = result;
    return [
        { label: 'Backup', text: `${backup.id} (${backup.type})${backup.partial ? `, partial: ${backup.partial}` : ''}` },
        { label: 'Where', text: backup.location },
        { label: 'Source', text: sourceOf(source) },
        { label: 'Tables', text: `${(0,format/* count */.U9)(totals.tables)} with ${(0,format/* counted */.hS)(totals.rows, 'row')}` },
        ...(totals.largeObjects > 0 ? [{ label: 'Large objects', text: (0,format/* count */.U9)(totals.largeObjects) }] : []),
        { label: 'Size', text: sizeOf(totals) },
        { label: 'Time', text: `${(0,format/* time */.kB)(seconds)}, ${(0,amounts/* bytes */.e)(totals.rawBytes / Math.max(seconds, 0.001))}/s` },
        { label: 'Spool', text: spoolOf(result.spool) },
        { label: 'Sealed', text: backup.sealed ?? 'no: whoever can read the storage can read it' },
        { label: 'Manifest', text: `sha256:${result.manifestDigest}` },
        ...attestationFact(result),
        ...(result.commit === 'unique name' ? [{ label: 'Commit', text: uniqueName }] : []),
        ...(result.secondCopy ? [{ label: 'Second copy', text: secondCopyOf(result.secondCopy) }] : []),
        { label: 'Made by', text: madeBy(result.by) },
        ...(result.crossChecked === undefined
            ? []
            : [
                {
                    label: 'Cross-check',
                    text: `${(0,format/* counted */.hS)(result.crossChecked, 'table')} counted in the same snapshot, equal`,
                },
            ]),
    ];
}
const uniqueName = "the storage cannot refuse to overwrite an object: the manifest was put under a name of this run's own, and read back";
const secondCopyOf = ({ ok, location, sent, seconds }) => ok ? `${location}, ${(0,amounts/* bytes */.e)(sent.bytes)} in ${(0,format/* time */.kB)(seconds)}` : `not finished: ${location}`;
const toFinish = (copy) => copy?.command ? [{ title: 'To finish the second copy', kind: 'commands', commands: [copy.command] }] : [];
const address = "with the server's address in PGPROOF_TARGET_URL";
const swap = `It takes the place of the live database, which is kept, after you have confirmed it; ${address}.`;
const newDatabase = `Into a new database, since it is a part only; ${address}.`;
const tableBars = ({ tables }) => tables.map(({ schema, name, bytes: raw }) => ({ label: qualified(schema, name), value: raw, shown: (0,amounts/* bytes */.e)(raw) }));
function sourceOf(source) {
    const profile = source.profile ? `, profile ${source.profile}` : '';
    return `${source.database}, PostgreSQL ${source.serverVersion}, pg_dump ${source.clientVersion}${profile}`;
}
function spoolOf({ peakBytes, pausedSeconds }) {
    const paused = pausedSeconds >= 1 ? `, pg_dump waited ${(0,format/* time */.kB)(pausedSeconds)} for the storage` : '';
    return `at most ${(0,amounts/* bytes */.e)(peakBytes)} of disk${paused}`;
}
/** How much, and how much smaller than its text. */
function sizeOf({ rawBytes, storedBytes, objects }) {
    const ratio = storedBytes > 0 && rawBytes > storedBytes ? `, ${(rawBytes / storedBytes).toFixed(1)} times smaller` : '';
    return `${(0,amounts/* bytes */.e)(rawBytes)} of rows as text, ${(0,amounts/* bytes */.e)(storedBytes)} stored${ratio}, in ${(0,format/* counted */.hS)(objects, 'object')}`;
}

;// CONCATENATED MODULE: ./build/report/badges.js


/** When a check was last passed or failed. */
function badge(badge) {
    if (!badge)
        return { text: 'never', tone: 'warning' };
    return badge.ok
        ? { text: `${(0,format/* age */.KW)(badge.ageSeconds)} ago`, tone: 'good' }
        : { text: `failed ${(0,format/* age */.KW)(badge.ageSeconds)} ago`, tone: 'bad' };
}
/** A sample is told beside it, and never as a verification. */
function badgeOfVerification(of) {
    const cell = badge(of.verified);
    if (of.sampled === undefined)
        return cell;
    const { share, ageSeconds } = of.sampled;
    return { ...cell, text: `${cell.text}; sample of ${(0,format/* percentage */.X1)(share)} good ${(0,format/* age */.KW)(ageSeconds)} ago` };
}
/** Why backups failed their last check; it may name objects of the database. */
function failedChecks(failures) {
    const columns = [{ title: 'backup' }, { title: 'not' }, { title: 'since' }, { title: 'why' }];
    const rows = failures.map(({ id, what, at, why }) => [
        plain(id),
        plain(what),
        plain(minute(at)),
        { text: why, tone: 'bad' },
    ]);
    return table({ title: 'Failed checks', names: true }, columns, rows);
}
/** `2026-11-20 02:17Z` */
const minute = (at) => at.replace(/:\d\d(\.\d+)?Z$/, 'Z').replace('T', ' ');

;// CONCATENATED MODULE: ./build/report/copy.js




function copySheet(result) {
    const { totals, seconds, before } = result;
    return {
        title: `Copy of ${result.name}`,
        verdict: verdict(result, achieved(result)),
        facts: [
            { label: 'From', text: result.from },
            { label: 'To', text: result.to },
            { label: 'Sent', text: `${amount(totals.sent)} in ${(0,format/* time */.kB)(seconds)}` },
            ...(totals.found.objects > 0 ? [{ label: 'There already', text: amount(totals.found) }] : []),
            ...(before === undefined ? [] : [{ label: 'Before', text: `${(0,format/* counted */.hS)(before, 'backup')} there` }]),
        ],
        sections: [
            ...table({ title: 'Backups' }, columns, result.backups.map(row)),
            ...why('Passed over', result.passedOver, 'plain'),
            ...why('Unreadable', result.unreadable, 'bad'),
        ],
        warnings: result.warnings,
    };
}
function achieved({ backups, to }) {
    const [only, ...more] = backups;
    if (!only)
        return `nothing to copy: all that is to be in ${to} is there`;
    if (more.length > 0)
        return `${backups.length} backups are in ${to}, every object looked up there`;
    return only.state === 'complete'
        ? `backup ${only.id} was in ${to} already, every object looked up there`
        : `backup ${only.id} is in ${to}, every object looked up there`;
}
const amount = ({ objects, bytes: size }) => `${(0,format/* counted */.hS)(objects, 'object')}, ${(0,amounts/* bytes */.e)(size)}`;
const columns = [
    { title: 'id' },
    { title: 'type' },
    { title: 'made' },
    { title: 'state' },
    { title: 'sent', align: 'right' },
    { title: 'there already', align: 'right' },
    { title: 'with it' },
    { title: 'why' },
];
const tones = { copied: 'good', complete: 'good', failed: 'bad' };
const row = ({ id, type, created, state, sent, found, signed, records, why }) => [
    plain(id),
    plain(type),
    plain(minute(created)),
    { text: state, tone: tones[state] },
    plain(sent.objects > 0 ? amount(sent) : ''),
    plain(found.objects > 0 ? amount(found) : ''),
    plain([...(signed ? ['its signature'] : []), ...(records > 0 ? [(0,format/* counted */.hS)(records, 'record')] : [])].join(', ')),
    plain(why ?? ''),
];
const why = (title, some, tone) => table({ title }, [{ title: 'id' }, { title: 'why' }], some.map(({ id, why: text }) => [plain(id), { text, tone }]));

;// CONCATENATED MODULE: ./build/report/demo.js



function demoSheet(result) {
    const { steps, totals, seconds, folder } = result;
    return {
        title: 'Demo',
        verdict: verdict(result, `backed up, restored and proved equal, and every damage was caught and named, in ${(0,format/* time */.kB)(seconds)}`),
        facts: [
            {
                label: 'Database',
                text: `${(0,format/* counted */.hS)(totals.tables, 'table')}, ${(0,format/* counted */.hS)(totals.rows, 'row')}, ${(0,amounts/* bytes */.e)(totals.rawBytes)} as text`,
            },
            { label: 'Backup', text: `${(0,amounts/* bytes */.e)(totals.storedBytes)} stored` },
            ...(folder ? [{ label: 'Folder', text: folder }] : []),
        ],
        sections: [
            ...table({ title: 'Steps' }, [{ title: 'step' }, { title: 'result' }, { title: 'time', align: 'right' }, { title: 'found' }], steps.map((step) => [plain(step.title), answer(step), plain((0,format/* time */.kB)(step.seconds)), plain(step.found)])),
            ...(result.ok ? [next] : []),
        ],
        warnings: result.warnings,
    };
}
const next = {
    title: 'Where to look next',
    kind: 'lines',
    lines: [
        plain('check your own database: pgproof doctor --storage file:///backups (database from PGPROOF_DATABASE_URL)'),
        plain('back it up: pgproof backup --storage file:///backups'),
        plain('prove it: pgproof restore-test --storage file:///backups'),
        plain('in a workflow: docs/quick-start.md and examples/'),
        plain('what is compared, and how: docs/restore-test.md'),
    ],
};

;// CONCATENATED MODULE: ./build/report/diff.js




function diffSheet(result) {
    const { before, after, definitions, largeObjects, extensions, roles } = result;
    return {
        title: `Difference of ${before.id} and ${after.id}`,
        verdict: verdict(result, diff_achieved(result)),
        facts: [
            { label: 'Before', text: named(before) },
            { label: 'After', text: named(after) },
            { label: 'Tables', text: diff_tally(result) },
            { label: 'Rows', text: moved(result.totals.before.rows, result.totals.after.rows, format/* count */.U9) },
            { label: 'Size', text: moved(result.totals.before.rawBytes, result.totals.after.rawBytes, amounts/* bytes */.e) },
            { label: 'Stored', text: moved(result.totals.before.storedBytes, result.totals.after.storedBytes, amounts/* bytes */.e) },
            { label: 'Definitions', text: definitionTally(definitions) },
            {
                label: 'Large objects',
                text: `${largeObjects.new} new, ${largeObjects.gone} gone, ${largeObjects.changed} changed`,
            },
        ],
        sections: [
            ...tablesSection(result.tables),
            ...definitionsSection(definitions.differences),
            ...table({ title: 'Extensions', names: true }, [{ title: 'extension' }, { title: 'before' }, { title: 'after' }], extensions.map((one) => [plain(one.name), plain(one.before ?? 'none'), plain(one.after ?? 'none')])),
            ...table({ title: 'Roles', names: true }, [{ title: 'role' }, { title: 'change' }], roles.map(({ name, change }) => [plain(name), changeCell(change)])),
            ...unchecked('Not compared', result.notChecked),
        ],
        warnings: result.warnings,
    };
}
function diff_achieved({ equal, tables, definitions }) {
    if (equal)
        return 'both backups hold the same';
    const differing = tables.filter(({ change }) => change !== 'unchanged').length;
    const moved = definitions.differences.length;
    return `${(0,format/* counted */.hS)(differing, 'table')} and ${(0,format/* counted */.hS)(moved, 'definition')} differ`;
}
const named = ({ id, type, created, partial }) => `${id} (${type}), ${minute(created)}${partial ? `, partial: ${partial}` : ''}`;
function diff_tally({ tables }) {
    const of = (wanted) => tables.filter(({ change }) => change === wanted).length;
    return `${of('changed')} changed, ${of('new')} new, ${of('gone')} gone, ${of('unchanged')} unchanged`;
}
function definitionTally({ differences, sequencesMoved }) {
    const of = (wanted) => differences.filter(({ change }) => change === wanted).length;
    const sequences = sequencesMoved === 0 ? '' : `, ${(0,format/* counted */.hS)(sequencesMoved, 'sequence')} moved on`;
    return `${of('changed')} changed, ${of('new')} new, ${of('gone')} gone${sequences}`;
}
const moved = (before, after, shown) => `${shown(before)} → ${shown(after)} (${signed(after - before, shown)})`;
const signed = (difference, shown) => difference === 0 ? '±0' : `${difference < 0 ? '-' : '+'}${shown(Math.abs(difference))}`;
const diff_tones = { new: 'good', gone: 'bad', changed: 'warning' };
const changeCell = (change) => ({ text: change, tone: diff_tones[change] });
/** Those that differ, what is gone first. */
function tablesSection(tables) {
    const order = { gone: 0, new: 1, changed: 2 };
    const differing = tables
        .flatMap((one) => (one.change === 'unchanged' ? [] : [{ ...one, change: one.change }]))
        .sort((a, b) => order[a.change] - order[b.change]);
    return table({ title: 'Tables that differ', names: true }, [
        { title: 'table' },
        { title: 'change' },
        { title: 'rows', align: 'right' },
        { title: '±', align: 'right' },
        { title: 'size', align: 'right' },
        { title: '±', align: 'right' },
        { title: 'columns' },
    ], differing.map(({ schema, name, change, before, after, columns }) => [
        plain(qualified(schema, name)),
        changeCell(change),
        plain((0,format/* count */.U9)((after ?? before)?.rows ?? 0)),
        plain(signed((after?.rows ?? 0) - (before?.rows ?? 0), format/* count */.U9)),
        plain((0,amounts/* bytes */.e)((after ?? before)?.bytes ?? 0)),
        plain(signed((after?.bytes ?? 0) - (before?.bytes ?? 0), amounts/* bytes */.e)),
        plain(columns ? [...columns.new.map((one) => `+${one}`), ...columns.gone.map((one) => `-${one}`)].join(' ') : ''),
    ]));
}
const definitionsSection = (differences) => table({ title: 'Definitions that differ', names: true }, [{ title: 'type' }, { title: 'name' }, { title: 'change' }, { title: 'difference' }], differences.map(({ type, schema, name, change, diff }) => [
    plain(type),
    plain(schema === '' ? name : qualified(schema, name)),
    changeCell(change),
    plain(diff ?? ''),
]));

;// CONCATENATED MODULE: ./build/report/doctor.js



const doctor_tones = {
    fine: 'good',
    warning: 'warning',
    failure: 'bad',
    'not checked': 'warning',
};
function doctorSheet(result) {
    const warnings = result.lines.filter(({ state }) => state === 'warning').length;
    const achieved = warnings === 0 ? 'everything is fine' : `ready, with ${(0,format/* counted */.hS)(warnings, 'warning')}`;
    return {
        title: 'Doctor',
        verdict: verdict(result, achieved),
        facts: [{ label: 'Time', text: (0,format/* time */.kB)(result.seconds) }],
        sections: table({ title: 'Checks' }, [{ title: 'check' }, { title: 'state' }, { title: 'found' }], result.lines.map(({ name, state, found, hint }) => [
            plain(name),
            { text: state, tone: doctor_tones[state] },
            plain(hint === undefined
                ? found
                : `${found}
→ ${hint}`),
        ])),
        warnings: result.warnings,
    };
}

;// CONCATENATED MODULE: ./build/report/escrow.js




/** To be filled in by hand. */
const BLANK = '…'.repeat(14);
function escrowSheet(result) {
    const { name, backup, programs, source } = result;
    const sentence = 'What it takes to bring this database back. Print it anew when a key changes.';
    return {
        title: `Recovery sheet of ${name}`,
        verdict: { ...verdict(result, sentence), tone: 'plain' },
        facts: escrow_facts(result),
        sections: [
            ...keepers(result),
            ...newest(result),
            steps('With pgproof', `Backup ${backup.id}; any other id takes its place. Key files lie where you type.`, result.withPgproof),
            steps('By hand, without pgproof', `On a server of PostgreSQL ${source.major} or later, as its superuser (PGHOST, PGUSER, PGPASSWORD). It takes ${programs.join('; ')}.`, result.byHand),
            { title: 'Tried', kind: 'lines', lines: TRIED.map(plain) },
        ],
        warnings: result.warnings,
    };
}
function newest({ backups }) {
    const titles = ['id', 'type', 'made', 'size', 'sealed', 'signed by', 'verified', 'restore-tested'];
    return table({ title: 'The newest backups' }, titles.map((title) => (title === 'size' ? { title, align: 'right' } : { title })), backups.map((one) => [
        plain(one.id),
        plain(one.partial ? `${one.type}, partial: ${one.partial}` : one.type),
        plain(minute(one.created)),
        plain((0,amounts/* bytes */.e)(one.storedBytes)),
        one.sealing === 'none' ? { text: 'not sealed', tone: 'warning' } : plain(one.sealing),
        one.signedBy === undefined ? { text: 'nobody', tone: 'warning' } : plain(one.signedBy),
        badge(one.verified),
        badge(one.restoreTested),
    ]));
}
function escrow_facts({ location, source, backups, count: all, made, pgproof }) {
    const [newest] = backups;
    return [
        { label: 'Storage', text: location },
        { label: 'Database', text: `${source.database} on ${source.address}, PostgreSQL ${source.version}` },
        { label: 'Backups', text: `${(0,format/* count */.U9)(all)}, the newest of ${minute(newest?.created ?? made)}` },
        { label: 'This sheet', text: `${minute(made)}, pgproof ${pgproof}` },
    ];
}
/** Keys are named, never shown; who has them is written by hand. */
function keepers({ keys, backups, location }) {
    const rows = [
        ...keys.map((key) => [plain(NAMES[key.what]), plain(fingerprint(key)), plain(use(key, backups.length))]),
        ...(keys.some(({ what }) => what === 'sign-key')
            ? [[plain('verify-key'), plain('public'), plain('tells a backup from a forged one')]]
            : []),
        [plain('credentials of the storage'), plain('reading is enough'), plain(location)],
        [plain('administrator of a server'), plain(''), plain('to restore into')],
    ];
    return table({
        title: 'Who keeps what',
        note: 'Of those that open the same backups, one is enough.',
    }, [{ title: 'what' }, { title: 'which' }, { title: 'for' }, { title: 'kept by' }, { title: 'where' }], rows.map((row) => [...row, plain(BLANK), plain(BLANK)]));
}
const NAMES = {
    identity: 'identity (secret key of age)',
    'gpg key': 'secret key of gpg',
    passphrase: 'passphrase',
    'sign-key': 'sign-key (secret)',
};
/** Longer ones, against quantum computers, are told by their fingerprint alone. */
function fingerprint({ what, public: half, fingerprint }) {
    if (what === 'passphrase')
        return 'as it was given to the backup job';
    if (fingerprint === undefined)
        return 'not checked: verify-key was not given';
    return what === 'identity' && half !== undefined && half.length <= 80 ? `${half}\n${fingerprint}` : fingerprint;
}
function use({ what, backups, proven }, all) {
    const which = `${backups} of ${(0,format/* counted */.hS)(all, 'backup')} below`;
    if (what === 'sign-key')
        return `signed ${which}; not needed to restore`;
    return `opens ${which}; ${proven === undefined ? 'never seen to open one' : `last seen to open one ${minute(proven)}`}`;
}
function steps(title, note, all) {
    return {
        title,
        note,
        kind: 'commands',
        commands: all.flatMap((step, index) => [`# ${index + 1}. ${step.title}`, ...step.commands]),
    };
}
const TRIED = [
    `This sheet alone brought the database back on ${BLANK}, tried by ${BLANK}`,
    `Next trial on ${BLANK}`,
    `Whom to call first ${BLANK}`,
];

;// CONCATENATED MODULE: ./build/report/keygen.js


function keygenSheet(result) {
    const { keys, files } = result;
    return {
        title: 'Keys',
        verdict: verdict(result, `made ${keys.map(({ kind }) => keygen_NAMES[kind]).join(' and ')}`),
        facts: keys.map((key) => ({ label: LABELS[key.kind], text: shown(key) })),
        sections: [
            ...table({ title: 'Where they belong' }, [{ title: 'file' }, { title: 'is' }, { title: 'input' }, { title: 'give it to' }], files.map(({ path, input, secret, place }) => [
                plain(path),
                secret ? { text: 'secret', tone: 'warning' } : plain('public'),
                plain(input),
                plain(place),
            ])),
            { title: 'On GitHub', kind: 'commands', commands: files.map(({ command }) => command) },
            { title: 'Then', kind: 'lines', lines: keygen_next(keys).map(plain) },
        ],
        warnings: result.warnings,
    };
}
const keygen_NAMES = { age: 'a pair of keys that seals and opens', sign: 'a pair that signs and checks' };
const LABELS = { age: 'Seals for', sign: 'Signs as' };
/** A recipient as it is, unless it fills the screen (one against quantum computers has 1,959 characters). */
const shown = ({ kind, public: half, fingerprint }) => kind === 'age' && half.length <= 80 ? half : fingerprint;
const keygen_next = (keys) => [
    ...(keys.some(({ kind }) => kind === 'age')
        ? [
            'Without the identity nobody can open a sealed backup: keep it in two places that do not burn together.',
            'Try it before you count on it: a backup, and a restore-test with the identity that you kept.',
        ]
        : []),
    'Take the secret files off this machine when they are where they belong, and print who keeps what: pgproof escrow',
];

;// CONCATENATED MODULE: ./build/report/list.js




function listSheet(result) {
    const { backups, unreadable, running } = result;
    return {
        title: `Backups in ${result.location}`,
        verdict: verdict(result, (0,format/* counted */.hS)(backups.filter(({ replacedBy }) => !replacedBy).length, 'backup')),
        facts: [],
        sections: [
            ...table({ title: 'Backups' }, list_columns, backups.map(list_row)),
            ...failedChecks(result.failures),
            ...bars({ title: 'Stored size' }, 'bytes', backups.slice(0, 10).map(bar)),
            ...table({ title: 'Unreadable' }, [{ title: 'name' }, { title: 'id' }, { title: 'why' }], unreadable.map(({ name, id, why }) => [plain(name), plain(id), { text: why, tone: 'bad' }])),
            ...table({ title: 'Running' }, [{ title: 'name' }, { title: 'id' }], running.map(({ name, id }) => [plain(name), plain(id)])),
        ],
        warnings: result.warnings,
    };
}
const list_columns = [
    { title: 'id' },
    { title: 'name' },
    { title: 'type' },
    { title: 'size', align: 'right' },
    { title: 'rows', align: 'right' },
    { title: 'sealed' },
    { title: 'created' },
    { title: 'by' },
    { title: 'verified' },
    { title: 'restore-tested' },
];
const bar = ({ id, storedBytes }) => ({ label: id, value: storedBytes, shown: (0,amounts/* bytes */.e)(storedBytes) });
function list_row(backup) {
    return [
        plain(backup.id),
        plain(backup.name),
        kind(backup),
        plain((0,amounts/* bytes */.e)(backup.storedBytes)),
        plain((0,format/* count */.U9)(backup.rows)),
        plain(backup.sealed ?? ''),
        plain(minute(backup.created)),
        plain(backup.by),
        badgeOfVerification(backup),
        badge(backup.restoreTested),
    ];
}
function kind({ type, tags, partial, replacedBy, expired }) {
    const text = `${type}${tags.length > 0 ? ` [${tags.join(', ')}]` : ''}`;
    if (expired)
        return { text: `${text}, expired, goes after ${minute(expired.until)}`, tone: 'warning' };
    if (replacedBy)
        return { text: `${text}, replaced by ${replacedBy}`, tone: 'warning' };
    return partial ? { text: `${text}, partial: ${partial}`, tone: 'warning' } : plain(text);
}

;// CONCATENATED MODULE: ./build/report/pins.js

function pinSheet(result) {
    const { backup } = result;
    return {
        title: `${TITLES[result.verb]} of ${backup.name}`,
        verdict: verdict(result, pins_achieved(result)),
        facts: [
            { label: 'Backup', text: `${backup.id} (${backup.type})${backup.partial ? `, partial: ${backup.partial}` : ''}` },
            { label: 'Where', text: backup.location },
            { label: 'Why', text: result.reason },
        ],
        sections: [],
        warnings: result.warnings,
    };
}
const TITLES = { pin: 'Pin', unpin: 'Unpin', unexpire: 'Unexpire' };
function pins_achieved(result) {
    if (result.verb === 'pin')
        return `pinned${result.until ? ` until ${result.until}` : ' until it is unpinned'}`;
    return result.verb === 'unpin'
        ? 'unpinned: the policy decides again'
        : 'taken back: it is a restore point again; pin it, or the next prune may expire it again';
}

;// CONCATENATED MODULE: ./build/report/prune.js



function pruneSheet(result) {
    const { totals, freed, backups, applied } = result;
    return {
        title: `Retention of ${result.name}`,
        verdict: verdict(result, applied ? done(result) : planned(result)),
        facts: [
            { label: 'Where', text: result.location },
            { label: 'Stay', text: (0,format/* counted */.hS)(totals.keep, 'backup') },
            { label: 'Expire', text: (0,format/* counted */.hS)(totals.expire, 'backup') },
            { label: 'In their grace', text: (0,format/* counted */.hS)(totals.wait, 'backup') },
            {
                label: 'Go for good',
                text: `${(0,format/* counted */.hS)(totals.sweep, 'backup')}, ${(0,amounts/* bytes */.e)(totals.bytes)} with what broken runs left`,
            },
            ...(applied ? [{ label: 'Freed', text: `${(0,amounts/* bytes */.e)(freed.bytes)} in ${(0,format/* counted */.hS)(freed.objects, 'object')}` }] : []),
            ...versions(result),
            { label: 'Plan', text: result.plan },
        ],
        sections: [
            ...table({ title: 'Backups' }, prune_columns, backups.map(prune_row)),
            ...table({ title: 'Left', note: 'the next prune takes it up' }, [{ title: 'id' }, { title: 'size', align: 'right' }, { title: 'why' }], result.left.map(({ id, bytes: size, why }) => [plain(id), plain((0,amounts/* bytes */.e)(size)), { text: why, tone: 'warning' }])),
        ],
        warnings: result.warnings,
    };
}
const planned = ({ totals }) => totals.expire + totals.sweep + totals.objects === 0
    ? 'nothing would change'
    : `${(0,format/* counted */.hS)(totals.expire, 'backup')} would expire and ${(0,format/* count */.U9)(totals.sweep)} go for good; nothing was changed, --apply does it`;
const done = ({ totals, freed }) => `${(0,format/* counted */.hS)(totals.expire, 'backup')} expired, ${(0,amounts/* bytes */.e)(freed.bytes)} freed`;
function versions({ versions: old }) {
    if (!old)
        return [];
    const amount = `${(0,amounts/* bytes */.e)(old.bytes)} in ${(0,format/* counted */.hS)(old.objects, 'old version')}`;
    const rule = 'a lifecycle rule with NoncurrentVersionExpiration removes them, or delete-versions';
    const text = old.deleted > 0 ? `${amount}; ${(0,format/* count */.U9)(old.deleted)} deleted` : `${amount} stay in the bucket: ${rule}`;
    return [{ label: 'Old versions', text }];
}
const prune_columns = [
    { title: 'id' },
    { title: 'type' },
    { title: 'age', align: 'right' },
    { title: 'size', align: 'right' },
    { title: 'proof' },
    { title: 'decision' },
    { title: 'reason' },
];
const prune_tones = {
    keep: 'good',
    'take back': 'good',
    expire: 'warning',
    expired: 'warning',
    sweep: 'bad',
};
const prune_row = (backup) => [
    plain(backup.id),
    backup.partial ? { text: `${backup.type}, partial: ${backup.partial}`, tone: 'warning' } : plain(backup.type),
    plain((0,format/* age */.KW)(backup.ageSeconds)),
    plain((0,amounts/* bytes */.e)(backup.storedBytes)),
    proof(backup.proof),
    { text: backup.decision, tone: prune_tones[backup.decision] },
    plain(backup.reason),
];
function proof(said) {
    if (said === 'failed')
        return { text: said, tone: 'bad' };
    return said === 'never' ? { text: said, tone: 'warning' } : { text: said, tone: 'good' };
}

// EXTERNAL MODULE: ./build/sealing/shown-key.js
var shown_key = __webpack_require__(7951);
;// CONCATENATED MODULE: ./build/report/rekey.js





function rekeySheet(result) {
    const { backups, totals } = result;
    const gone = backups.flatMap(({ until }) => until ?? []).sort();
    return {
        title: `Rekeying of ${result.name}`,
        verdict: verdict(result, rekey_achieved(result)),
        facts: [
            { label: 'Where', text: result.location },
            { label: 'Sealed anew', text: (0,format/* counted */.hS)(totals.copied + totals.finished, 'backup') },
            ...(totals['as asked'] > 0 ? [{ label: 'As asked already', text: (0,format/* counted */.hS)(totals['as asked'], 'backup') }] : []),
            ...(totals.left > 0 ? [{ label: 'Left as they are', text: (0,format/* counted */.hS)(totals.left, 'backup') }] : []),
            ...(gone[0] === undefined
                ? []
                : [
                    {
                        label: 'The old ones',
                        text: `expired, and there until ${minute(gone[0])}: then pgproof prune removes them`,
                    },
                ]),
        ],
        sections: [
            ...table({ title: 'Backups' }, rekey_columns, backups.map(rekey_row)),
            ...unchecked('Not checked', result.notChecked),
        ],
        warnings: result.warnings,
    };
}
function rekey_achieved({ totals }) {
    const done = totals.copied + totals.finished;
    if (done > 0)
        return `${(0,format/* counted */.hS)(done, 'backup')} sealed anew and read back; old keys open the old ones until those are gone`;
    return totals['as asked'] > 0 ? 'nothing to do: sealed and signed as asked already' : 'nothing to do';
}
const rekey_columns = [
    { title: 'id' },
    { title: 'type' },
    { title: 'was' },
    { title: 'result' },
    { title: 'copy' },
    { title: 'is' },
    { title: 'size', align: 'right' },
    { title: 'opened by' },
    { title: 'why' },
];
const rekey_tones = {
    copied: 'good',
    finished: 'good',
    'as asked': 'good',
    left: 'warning',
    failed: 'bad',
};
const rekey_row = ({ backup, state, sealing, copy, openedBy = [], why }) => [
    plain(backup.id),
    plain(backup.type),
    plain(sealing),
    { text: state, tone: rekey_tones[state] },
    plain(copy?.id ?? ''),
    plain(copy?.sealing ?? ''),
    plain(copy ? (0,amounts/* bytes */.e)(copy.storedBytes) : ''),
    plain(openedBy.map(shown_key/* shownKey */.d).join(', ')),
    plain(why ?? ''),
];

// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
;// CONCATENATED MODULE: ./build/report/restore.js




function restoreSheet(result) {
    return {
        title: `Restore of ${result.backup.database}`,
        verdict: verdict(result, restore_achieved(result)),
        facts: restore_facts(result),
        sections: [
            ...stepsSection(result),
            ...notesSection(result),
            ...changesSection(result),
            ...keptSection(result),
            ...restore_tablesSection(result),
            ...checks('What a second dump cannot see', result.proof?.checks ?? []),
            ...checks('Assertions', result.proof?.assertions ?? []),
            ...unchecked('Not checked', result.notChecked),
        ],
        warnings: result.warnings,
    };
}
function restore_achieved(result) {
    const { mode, target, plan, proof, files, kept, dropped } = result;
    if (dropped)
        return finished(dropped, mode);
    switch (mode) {
        case 'finish':
            return finished([], mode);
        case 'plan':
            return `a plan of ${(0,format/* counted */.hS)(plan?.steps.length ?? 0, 'step')}; nothing was done`;
        case 'dry-run':
            return 'everything but the writing was done, and nothing stands against it';
        case 'to-file':
            return `wrote ${(files ?? []).map(({ path }) => path).join(', ')}`;
        case 'restore': {
            const proved = proof
                ? ` and proved equal: ${(0,format/* counted */.hS)(proof.tables.length, 'table')}, ${(0,format/* counted */.hS)(rowsOf(proof.tables), 'row')}`
                : '';
            return `${target?.database} is restored${proved}${kept ? `; the one from before is ${kept.database}` : ''}`;
        }
    }
}
/** Said by name: what is gone is gone. */
function finished(dropped, mode) {
    if (dropped.length === 0)
        return 'no swap has kept anything, so nothing was dropped';
    const names = dropped.join(', ');
    return mode === 'finish' ? `dropped ${names}` : `it would drop ${names}; nothing was done`;
}
const rowsOf = (tables) => tables.reduce((sum, { rows }) => sum + rows, 0);
function restore_facts(result) {
    const { backup, target, plan, by, confirmed, proof, safety, downtimeSeconds } = result;
    const made = Date.parse(backup.created);
    const old = (0,format/* age */.KW)(Math.max(0, (Date.now() - made) / 1000));
    const fact = (label, text) => (text === undefined ? [] : [{ label, text: (0,format/* visible */.RK)(text) }]);
    return [
        ...fact('Backup', backup.id === '' ? undefined : `${backup.id} (${backup.type}), of ${backup.database}, ${old} old`),
        ...fact('Target', target && `${target.address}, PostgreSQL ${target.serverVersion}`),
        ...fact('Production', target?.source && `yes: ${target.source}`),
        ...fact('Began', (0,layout/* isBackupId */["if"])(result.restore) ? began(result.restore) : undefined),
        ...fact('Method', plan?.method),
        ...fact('By', `${by.who} on ${by.host}${by.run ? `, ${by.run}` : ''}`),
        ...fact('Confirmed', confirmed && confirmedText(confirmed)),
        ...fact('Definitions', proof && `${(0,format/* count */.U9)(proof.definitions.equal)} of ${(0,format/* count */.U9)(proof.definitions.entries)} equal`),
        ...fact('Assertions', proof && (proof.assertions.length === 0 ? 'none configured' : tally(proof.assertions))),
        ...fact('Safety backup', safety?.id),
        ...fact('Downtime', downtimeSeconds === undefined ? undefined : `${downtimeSeconds.toFixed(2)} s`),
        ...fact('To confirm', result.mode === 'plan' && !result.dropped ? `${target?.database} from ${backup.id}` : undefined),
        ...fact('Plan', plan?.digest),
        ...fact('Restore id', result.restore),
        ...fact('Time', (0,format/* time */.kB)(result.seconds)),
    ];
}
/** The id of a restore says when it began. */
const began = (id) => (0,layout/* startOf */.GH)(id).toISOString().replace('.000Z', 'Z');
function confirmedText({ by, approvedBy = [] }) {
    const approved = approvedBy.length > 0 ? `, approved by ${approvedBy.join(', ')}` : '';
    return `${by === 'terminal' ? 'at the terminal' : 'by the input confirm'}${approved}`;
}
/** What was planned, and of each step how it went. */
function stepsSection({ plan, steps, mode }) {
    const planned = plan?.steps ?? [];
    const unplanned = steps.filter((step) => !planned.some(({ id }) => id === step.id));
    const rows = [
        ...planned.map((step) => stepRow(step, steps, mode)),
        ...unplanned.map((step) => stepRow({ ...step, writes: false }, steps, mode)),
    ];
    const columns = [
        { title: '#', align: 'right' },
        { title: 'step' },
        { title: 'writes' },
        { title: 'result' },
        { title: 'time', align: 'right' },
        { title: 'found' },
    ];
    return table({ title: 'Steps' }, columns, rows.map((row, at) => [plain(String(at + 1)), ...row]));
}
function stepRow({ id, title, writes }, steps, mode) {
    const taken = steps.find((step) => step.id === id);
    const outcome = taken
        ? taken.ok
            ? { text: 'done', tone: 'good' }
            : { text: 'failed', tone: 'bad' }
        : plain(mode === 'plan' ? '' : 'not done');
    return [
        plain((0,format/* visible */.RK)(title)),
        plain(writes ? 'yes' : ''),
        outcome,
        plain(taken ? (0,format/* time */.kB)(taken.seconds) : ''),
        plain((0,format/* visible */.RK)(taken?.found ?? '')),
    ];
}
function notesSection({ plan }) {
    const rows = (plan?.notes ?? []).map(({ severity, what, why }) => [
        { text: severity, tone: severity === 'warning' ? 'warning' : 'plain' },
        plain((0,format/* visible */.RK)(what)),
        plain((0,format/* visible */.RK)(why)),
    ]);
    return table({ title: 'To know before', names: true }, [{ title: '' }, { title: 'what' }, { title: 'why' }], rows);
}
function changesSection({ changes = [] }) {
    const columns = [
        { title: 'table' },
        { title: 'live', align: 'right' },
        { title: 'in the backup', align: 'right' },
        { title: 'change', align: 'right' },
    ];
    const rows = changes.filter(({ liveRows, backupRows }) => liveRows !== backupRows).map(changeRow);
    return table({ title: 'What it changes', names: true, note: 'Rows of the live database before, and of the backup.' }, columns, rows);
}
function changeRow({ schema, name, liveRows, backupRows }) {
    const shown = (rows) => plain(rows === undefined ? 'not there' : (0,format/* count */.U9)(rows));
    const change = (backupRows ?? 0) - (liveRows ?? 0);
    const text = backupRows === undefined
        ? 'vanishes'
        : liveRows === undefined
            ? 'comes back'
            : `${change > 0 ? '+' : ''}${(0,format/* count */.U9)(change)}`;
    return [
        plain(qualified(schema, name)),
        shown(liveRows),
        shown(backupRows),
        { text, tone: change < 0 ? 'warning' : 'plain' },
    ];
}
function keptSection({ kept }) {
    if (!kept)
        return [];
    const lines = [plain(`go back: ${kept.rollback}`), plain(`drop it for good: ${kept.finish}`)];
    return [{ title: `The database from before is ${(0,format/* visible */.RK)(kept.database)}`, kind: 'lines', lines }];
}
function restore_tablesSection({ proof }) {
    const sorted = [...(proof?.tables ?? [])].sort((a, b) => Number(a.equal) - Number(b.equal) || b.bytes - a.bytes);
    const columns = [
        { title: 'table' },
        { title: 'rows', align: 'right' },
        { title: 'size', align: 'right' },
        { title: 'result' },
        { title: 'difference' },
    ];
    const rows = sorted.map((one) => [
        plain(qualified(one.schema, one.name)),
        plain((0,format/* count */.U9)(one.rows)),
        plain((0,amounts/* bytes */.e)(one.bytes)),
        one.equal ? { text: 'equal', tone: 'good' } : { text: 'different', tone: 'bad' },
        plain(one.difference ?? ''),
    ]);
    return table({ title: 'Tables', names: true }, columns, rows);
}

// EXTERNAL MODULE: ./build/operations/restore-command.js
var restore_command = __webpack_require__(64877);
;// CONCATENATED MODULE: ./build/report/restore-test.js




function restoreTestSheet(result) {
    const { backup, tables, definitions } = result;
    const achieved = `restored and proved equal: ${(0,format/* counted */.hS)(tables.length, 'table')}, ${(0,format/* counted */.hS)(restore_test_rowsOf(result), 'row')}, ${(0,format/* counted */.hS)(definitions.entries, 'definition')}`;
    return {
        title: `Restore-test of ${backup.name}`,
        verdict: verdict(result, achieved),
        facts: restore_test_facts(result),
        sections: [
            ...restore_test_tablesSection(result),
            ...restore_test_definitionsSection(result),
            ...largeObjectsSection(result),
            ...indexesSection(result),
            ...checks('What a second dump cannot see', result.checks),
            ...checks('Assertions', result.assertions),
            ...driftSection(result),
            ...phasesSections(result),
            ...unchecked('Not checked', result.notChecked),
            ...restore_test_keptSection(result),
        ],
        warnings: result.warnings,
    };
}
const restore_test_rowsOf = ({ tables }) => tables.reduce((sum, { rows }) => sum + rows, 0);
const bytesOf = ({ tables }) => tables.reduce((sum, { bytes: raw }) => sum + raw, 0);
function restore_test_facts(result) {
    const { backup, target, tables, definitions, largeObjects } = result;
    const equal = tables.filter((restored) => restored.equal).length;
    const settled = definitions.settled > 0 ? `, ${(0,format/* count */.U9)(definitions.settled)} of them in settled form` : '';
    return [
        { label: 'Backup', text: `${backup.id} (${backup.type})${backup.partial ? `, partial: ${backup.partial}` : ''}` },
        { label: 'Target', text: `${target.address}, PostgreSQL ${target.serverVersion} (${target.kind})` },
        {
            label: 'Tables',
            text: `${(0,format/* count */.U9)(equal)} of ${(0,format/* count */.U9)(tables.length)} equal, ${(0,format/* counted */.hS)(restore_test_rowsOf(result), 'row')}, ${(0,amounts/* bytes */.e)(bytesOf(result))}`,
        },
        { label: 'Definitions', text: definitionsText(result, settled) },
        ...(largeObjects.count > 0
            ? [{ label: 'Large objects', text: `${(0,format/* count */.U9)(largeObjects.equal)} of ${(0,format/* count */.U9)(largeObjects.count)} equal` }]
            : []),
        { label: 'Checks', text: tally(result.checks) },
        { label: 'Assertions', text: result.assertions.length === 0 ? 'none configured' : tally(result.assertions) },
        {
            label: 'Not checked',
            text: result.notChecked.length === 0 ? 'nothing' : `${(0,format/* count */.U9)(result.notChecked.length)}, listed below`,
        },
        ...attestationFact(result),
        { label: 'Time', text: (0,format/* time */.kB)(result.seconds) },
    ];
}
/** On another major they are not compared, and no number may look as if they were. */
function definitionsText({ definitions, notChecked }, settled) {
    if (notChecked.some(({ what }) => what === 'definitions'))
        return `${(0,format/* count */.U9)(definitions.entries)}, not compared`;
    return `${(0,format/* count */.U9)(definitions.equal)} of ${(0,format/* count */.U9)(definitions.entries)} equal${settled}`;
}
const equality = (equal) => equal ? { text: 'equal', tone: 'good' } : { text: 'different', tone: 'bad' };
function restore_test_tablesSection({ tables }) {
    const sorted = [...tables].sort((a, b) => Number(a.equal) - Number(b.equal) || b.bytes - a.bytes);
    return table({ title: 'Tables', names: true }, [
        { title: 'table' },
        { title: 'rows', align: 'right' },
        { title: 'size', align: 'right' },
        { title: 'result' },
        { title: 'difference' },
    ], sorted.map((restored) => [
        plain(qualified(restored.schema, restored.name)),
        plain((0,format/* count */.U9)(restored.rows)),
        plain((0,amounts/* bytes */.e)(restored.bytes)),
        equality(restored.equal),
        plain(restored.difference ?? ''),
    ]));
}
function restore_test_definitionsSection({ definitions }) {
    const rows = definitions.differences.map(({ entry, difference }) => [plain(entry), plain(difference)]);
    return table({ title: 'Definitions that differ', names: true }, [{ title: 'definition' }, { title: 'difference' }], rows);
}
function largeObjectsSection({ largeObjects }) {
    const lines = largeObjects.differences.map((text) => ({ text, tone: 'bad' }));
    return lines.length === 0 ? [] : [{ title: 'Large objects that differ', names: true, kind: 'lines', lines }];
}
function indexesSection({ indexes }) {
    const sorted = [...indexes].sort((a, b) => Number(a.ok) - Number(b.ok));
    return table({ title: 'Indexes and constraints', names: true }, [{ title: 'table' }, { title: 'name' }, { title: 'kind' }, { title: 'result' }, { title: 'found' }], sorted.map((index) => [
        plain(qualified(index.schema, index.table)),
        plain((0,format/* visible */.RK)(index.name)),
        plain(index.method === index.kind ? index.kind : `${index.method} ${index.kind}`),
        answer(index),
        plain(index.found ?? ''),
    ]));
}
function driftSection({ drift = [] }) {
    return table({
        title: 'Drift since the backup',
        names: true,
        note: 'The live database today, for information; it decides nothing.',
    }, [
        { title: 'table' },
        { title: 'in the backup', align: 'right' },
        { title: 'live', align: 'right' },
        { title: 'drift', align: 'right' },
    ], drift.map(({ schema, name, backupRows, liveRows }) => [
        plain(qualified(schema, name)),
        plain((0,format/* count */.U9)(backupRows)),
        plain(liveRows === undefined ? 'gone' : (0,format/* count */.U9)(liveRows)),
        plain(liveRows === undefined ? '' : restore_test_signed(liveRows - backupRows)),
    ]));
}
const restore_test_signed = (difference) => (difference > 0 ? `+${(0,format/* count */.U9)(difference)}` : (0,format/* count */.U9)(difference));
const phaseTitles = {
    download: 'download',
    restore: 'restore data',
    index: 'build indexes',
    prove: 'prove',
    checkIndexes: 'check indexes',
    assertions: 'assertions',
};
function phasesSections({ phases }) {
    const known = Object.entries(phases).filter(([, seconds]) => seconds !== undefined);
    const named = known.map(([phase, seconds]) => ({
        label: phaseTitles[phase] ?? phase,
        value: seconds,
        shown: (0,format/* time */.kB)(seconds),
    }));
    const columns = [{ title: 'phase' }, { title: 'time', align: 'right' }];
    return [
        ...table({ title: 'Phases' }, columns, named.map(({ label, shown }) => [plain(label), plain(shown)])),
        ...bars({ title: 'Time by phase' }, 'seconds', named),
    ];
}
function restore_test_keptSection({ kept }) {
    if (!kept)
        return [];
    const until = kept.until === 'job'
        ? 'A workflow drops it at the end of the job; after a command it stays until you remove it.'
        : 'It stays until you drop it.';
    const lines = [
        plain(`database ${(0,format/* visible */.RK)(kept.database)} on ${kept.host}, port ${kept.port}, user ${kept.user}`),
        plain(`its address is in ${kept.urlFile}`),
        ...dropping(kept).map(plain),
    ];
    return [{ title: 'Kept', note: until, kind: 'lines', lines }];
}
/** How to get rid of what was kept, as commands to copy. */
function dropping(kept) {
    const { server } = kept;
    if (server?.container)
        return [`remove it: docker rm --force ${server.container}`];
    if (server) {
        const stop = server.pid === undefined ? '' : `kill -INT ${server.pid} && sleep 2 && `;
        return [`remove it: ${stop}rm -rf ${(0,restore_command/* shellWord */.r7)(server.folder)}`];
    }
    const login = `--host=${(0,restore_command/* shellWord */.r7)(kept.host)} --port=${kept.port} --username=${(0,restore_command/* shellWord */.r7)(kept.user)}`;
    return [`remove it: dropdb --force ${login} ${(0,restore_command/* shellWord */.r7)(kept.database)}`];
}

;// CONCATENATED MODULE: ./build/report/rollback.js



function rollbackSheet(result) {
    const { verb, target, state, steps, warnings } = result;
    return {
        title: `${verb === 'rollback' ? 'Rollback' : 'Resume'} of ${(0,format/* visible */.RK)(target.database)}`,
        verdict: verdict(result, (0,format/* visible */.RK)(state)),
        facts: rollback_facts(result),
        sections: [...rollback_stepsSection(steps), ...nextSection(result)],
        warnings,
    };
}
function rollback_facts(result) {
    const { target, restore, backup, downtimeSeconds, seconds, ok, state } = result;
    const fact = (label, text) => (text ? [{ label, text: (0,format/* visible */.RK)(text) }] : []);
    return [
        ...fact('Database', ok ? undefined : state),
        ...fact('Target', `${target.address}, PostgreSQL ${target.serverVersion}`),
        ...fact('Swap', restore),
        ...fact('Backup', backup),
        ...fact('Downtime', downtimeSeconds === undefined ? undefined : `${downtimeSeconds.toFixed(2)} s`),
        ...fact('Time', (0,format/* time */.kB)(seconds)),
    ];
}
function rollback_stepsSection(steps) {
    const rows = steps.map(({ title, ok, seconds, found }) => [
        plain((0,format/* visible */.RK)(title)),
        ok ? { text: 'done', tone: 'good' } : { text: 'failed', tone: 'bad' },
        plain((0,format/* time */.kB)(seconds)),
        plain((0,format/* visible */.RK)(found ?? '')),
    ]);
    const columns = [
        { title: 'step' },
        { title: 'result' },
        { title: 'time', align: 'right' },
        { title: 'found' },
    ];
    return table({ title: 'Steps', names: true }, columns, rows);
}
function nextSection({ kept }) {
    if (!kept)
        return [];
    const lines = [plain(`go back: ${(0,format/* visible */.RK)(kept.rollback)}`), plain(`drop it for good: ${(0,format/* visible */.RK)(kept.finish)}`)];
    return [{ title: `The database from before is ${(0,format/* visible */.RK)(kept.database)}`, kind: 'lines', lines }];
}

;// CONCATENATED MODULE: ./build/report/show.js




function showSheet(result) {
    const { backup, totals, tables, extensions, roles, history } = result;
    return {
        title: `Backup ${backup.id} of ${backup.name}`,
        verdict: verdict(result, `backup ${backup.id} of ${backup.name}, made ${minute(backup.created)}`),
        facts: show_facts(result),
        sections: [
            ...table({ title: 'History', names: true }, historyColumns, history.map(historyRow)),
            ...tablesSections(tables),
            ...definitions(result),
            ...table({ title: 'Extensions', names: true }, [{ title: 'extension' }, { title: 'version' }, { title: 'schema' }], extensions.map(({ name, version, schema }) => [plain(name), plain(version), plain(schema)])),
            ...table({ title: 'Roles', names: true }, [{ title: 'role' }], roles.map((role) => [plain(role)])),
            ...unchecked('Not in the dump', result.notContained),
            { title: 'To bring it back', kind: 'commands', commands: [result.restoreCommand] },
        ],
        warnings: totals.tables === 0 ? [...result.warnings, 'it holds no rows'] : result.warnings,
    };
}
function tablesSections(tables) {
    return [
        ...table({ title: 'Tables', names: true }, [
            { title: 'table' },
            { title: 'rows', align: 'right' },
            { title: 'size', align: 'right' },
            { title: 'stored', align: 'right' },
            { title: 'parts', align: 'right' },
            { title: 'through' },
        ], tables.map((one) => [
            plain(qualified(one.schema, one.name)),
            plain((0,format/* count */.U9)(one.rows)),
            plain((0,amounts/* bytes */.e)(one.bytes)),
            plain((0,amounts/* bytes */.e)(one.storedBytes)),
            plain((0,format/* count */.U9)(one.parts)),
            plain(one.root ?? ''),
        ])),
        ...bars({ title: 'Largest tables', names: true }, 'bytes of rows as text', tables.map((one) => ({ label: qualified(one.schema, one.name), value: one.bytes, shown: (0,amounts/* bytes */.e)(one.bytes) }))),
    ];
}
function show_facts(result) {
    const { backup, by, source, totals, largeObjects, clientVersion, previous, manifestDigest, sealedFor, entries } = result;
    const tags = backup.tags.length > 0 ? ` [${backup.tags.join(', ')}]` : '';
    const profile = source.profile === 'none' ? '' : `, profile ${source.profile}`;
    return [
        { label: 'Type', text: `${backup.type}${tags}${backup.partial ? `, partial: ${backup.partial}` : ''}` },
        { label: 'Where', text: backup.location },
        { label: 'Snapshot', text: `${minute(backup.created)}, in the storage ${minute(backup.finished)}` },
        { label: 'Made by', text: `${madeBy(by)}, pgproof ${by.pgproof}` },
        {
            label: 'Source',
            text: `${source.database} on ${source.address}, PostgreSQL ${source.version}, ${(0,amounts/* bytes */.e)(source.sizeBytes)}, ${source.encoding}, ${source.collate}${profile}`,
        },
        { label: 'pg_dump', text: clientVersion },
        { label: 'Tables', text: `${(0,format/* count */.U9)(totals.tables)} with ${(0,format/* counted */.hS)(totals.rows, 'row')}` },
        { label: 'Definitions', text: (0,format/* count */.U9)(entries.length) },
        ...(largeObjects.count > 0
            ? [{ label: 'Large objects', text: `${(0,format/* count */.U9)(largeObjects.count)} with ${(0,amounts/* bytes */.e)(largeObjects.bytes)}` }]
            : []),
        {
            label: 'Size',
            text: `${(0,amounts/* bytes */.e)(totals.rawBytes)} of rows as text, ${(0,amounts/* bytes */.e)(totals.storedBytes)} stored in ${(0,format/* counted */.hS)(totals.objects, 'object')}`,
        },
        ...(sealedFor ? [{ label: 'Sealed', text: `${backup.sealed}, for ${sealedFor.join(', ')}` }] : []),
        ...result.copies.map(({ to, copiedSeconds }) => ({
            label: 'Second copy',
            text: `at ${to}, ${(0,format/* age */.KW)(copiedSeconds)} old, as its record tells`,
        })),
        { label: 'Before it', text: previous?.id ?? 'none' },
        { label: 'Manifest', text: `sha256:${manifestDigest}` },
    ];
}
const historyColumns = [{ title: 'when' }, { title: 'what' }, { title: 'who' }, { title: 'where' }, { title: 'found' }];
function historyRow({ at, what, ok, who, host, run, found }) {
    return [
        plain(minute(at)),
        ok ? plain(what) : { text: what, tone: 'bad' },
        plain(who),
        plain(run ?? host),
        plain(found ?? ''),
    ];
}
function definitions({ definitionTypes, entries }) {
    return [
        ...table({ title: 'Definitions by type' }, [{ title: 'type' }, { title: 'definitions', align: 'right' }], definitionTypes.map(({ type, count: number }) => [plain(type), plain((0,format/* count */.U9)(number))])),
        ...table({ title: 'Definitions', names: true }, [{ title: 'type' }, { title: 'name' }], entries.map(({ type, schema, name }) => [plain(type), plain(schema === '' ? name : qualified(schema, name))])),
    ];
}

;// CONCATENATED MODULE: ./build/report/status.js




function statusSheet(result) {
    const { summary, unreadable, running, pins, expiring } = result;
    return {
        title: `Status of ${result.name}`,
        verdict: verdict(result, status_achieved(result)),
        facts: [
            { label: 'Newest', text: milestone(result.newest) },
            { label: 'Verified', text: milestone(result.newestVerified, 'verified') },
            { label: 'Restore-tested', text: milestone(result.newestRestoreTested, 'restored') },
            { label: 'Good backups', text: goodOf(result) },
            { label: 'Data at risk', text: atRisk(result) },
            { label: 'Time to restore', text: toRestore(result) },
            ...result.copies.map((copy) => ({ label: 'Second copy', text: secondCopy(copy) })),
            { label: 'Storage', text: storage(result) },
            { label: 'Growth', text: growth(summary) },
            ...(result.schedule ? [{ label: 'Schedule', text: schedule(result.schedule) }] : []),
        ],
        sections: [
            ...limitsSection(result.limits),
            ...table({ title: 'Backups' }, backupColumns, result.backups.map(backupRow)),
            ...failedChecks(result.failures),
            ...unreadableSection(unreadable),
            ...table({ title: 'Running' }, [{ title: 'id' }], running.map(({ id }) => [plain(id)])),
            ...pinsSection(pins),
            ...expiringSection(expiring),
            ...byType(result),
            ...trend(result),
        ],
        warnings: result.warnings,
    };
}
function status_achieved({ newest, timeToRestore }) {
    const lost = newest ? `losing the last ${(0,format/* age */.KW)(newest.ageSeconds)}` : '';
    const took = timeToRestore ? `; the last restore-test took ${(0,format/* time */.kB)(timeToRestore.seconds)}` : '';
    return `the database could be brought back today, ${lost}${took}`;
}
function milestone(found, done) {
    if (!found)
        return 'none';
    const checked = done && found.checkedSeconds !== undefined ? `, ${done} ${(0,format/* age */.KW)(found.checkedSeconds)} ago` : '';
    return `${found.id}, made ${(0,format/* age */.KW)(found.ageSeconds)} ago${checked}`;
}
/** `18 of 20; 1 damaged, 1 unreadable`: what does not count is never left out. */
function goodOf({ backups, unreadable }) {
    const bad = backups.filter(({ good }) => !good);
    const others = [...Map.groupBy(bad, ({ state }) => state)].map(([state, some]) => `${some.length} ${state}`);
    if (unreadable.length > 0)
        others.push(`${unreadable.length} unreadable`);
    const whole = `${backups.length - bad.length} of ${backups.length + unreadable.length}`;
    return others.length === 0 ? whole : `${whole}; ${others.join(', ')}`;
}
function atRisk({ newest }) {
    if (!newest)
        return 'everything: there is no good backup';
    return `what was changed since ${minute(newest.created)}, ${(0,format/* time */.kB)(newest.ageSeconds)}`;
}
function toRestore({ timeToRestore, trend }) {
    if (!timeToRestore)
        return 'never measured: pgproof restore-test does';
    const before = trend.at(-2);
    const share = before && before.seconds > 0 ? timeToRestore.seconds / before.seconds - 1 : 0;
    const moved = Math.abs(share) < 0.01
        ? ''
        : `, ${(0,format/* percentage */.X1)(Math.abs(share))} ${share > 0 ? 'slower' : 'faster'} than the one before`;
    return `${(0,format/* time */.kB)(timeToRestore.seconds)} until the data is back, ${(0,format/* time */.kB)(timeToRestore.proofSeconds)} more for the proof (${minute(timeToRestore.at)}${moved})`;
}
const secondCopy = ({ to, id, ageSeconds, copiedSeconds }) => `at ${to}, ${(0,format/* age */.KW)(ageSeconds)} old: ${id}, copied ${(0,format/* age */.KW)(copiedSeconds)} ago, as its record tells`;
function storage({ summary, location }) {
    const { count, storedBytes, oldest, freeBytes } = summary;
    const since = oldest ? `, the oldest of ${minute(oldest)}` : '';
    const free = freeBytes === undefined ? '' : `, ${(0,amounts/* bytes */.e)(freeBytes)} free`;
    return `${(0,format/* counted */.hS)(count, 'backup')}, ${(0,amounts/* bytes */.e)(storedBytes)}${since}${free}, in ${location}`;
}
function growth({ growth }) {
    if (!growth)
        return 'not known yet: it takes three good backups over a week';
    const { bytesPerMonth, share } = growth;
    const sign = bytesPerMonth < 0 ? '-' : '+';
    return `${sign}${(0,amounts/* bytes */.e)(Math.abs(bytesPerMonth))} a month for a backup (${sign}${(0,format/* percentage */.X1)(Math.abs(share))})`;
}
function schedule({ workflow, state, lastRun }) {
    const ran = lastRun
        ? `last run ${(0,format/* age */.KW)(lastRun.ageSeconds)} ago, ${lastRun.conclusion || lastRun.status}`
        : 'never run by a schedule';
    return `${workflow} is ${state}, ${ran}`;
}
const limitTones = { broken: 'bad', 'not checked': 'warning', kept: 'good' };
const limitsSection = (limits) => table({ title: 'Limits' }, [{ title: 'limit' }, { title: 'state' }, { title: 'allowed' }, { title: 'found' }], limits.map(({ name, state, found, allowed, hint }) => [
    plain(name),
    { text: state, tone: limitTones[state] },
    plain(allowed),
    plain(hint === undefined ? found : `${found}\n→ ${hint}`),
]));
const backupColumns = [
    { title: 'id' },
    { title: 'type' },
    { title: 'size', align: 'right' },
    { title: 'created' },
    { title: 'state' },
    { title: 'verified' },
    { title: 'restore-tested' },
];
function backupRow(backup) {
    const tags = backup.tags.length > 0 ? ` [${backup.tags.join(', ')}]` : '';
    const by = backup.state === 'replaced' ? `by ${backup.replacedBy}` : undefined;
    const why = backup.lost ?? backup.archived ?? by ?? backup.partial;
    const what = why ? `${backup.state}: ${why}` : backup.state;
    return [
        plain(backup.id),
        plain(backup.type + tags),
        plain((0,amounts/* bytes */.e)(backup.storedBytes)),
        plain(minute(backup.created)),
        { text: backup.pin ? `${what}, pinned` : what, tone: toneOf(backup) },
        badgeOfVerification(backup),
        badge(backup.restoreTested),
    ];
}
const toneOf = ({ state, good }) => good
    ? state === 'not verified'
        ? 'warning'
        : 'good'
    : ['damaged', 'restore-test failed'].includes(state)
        ? 'bad'
        : 'warning';
const pinsSection = (pins) => table({ title: 'Pinned' }, [{ title: 'id' }, { title: 'until' }, { title: 'reason' }], pins.map(({ id, until, reason }) => [plain(id), plain(until ? minute(until) : 'unpinned'), plain(reason)]));
const unreadableSection = (unreadable) => table({ title: 'Unreadable', note: 'They do not count.' }, [{ title: 'id' }, { title: 'why' }], unreadable.map(({ id, why }) => [plain(id), { text: why, tone: 'bad' }]));
const expiringSection = (expiring) => table({ title: 'Going next' }, [{ title: 'id' }, { title: 'at' }, { title: 'why' }], expiring.map(({ id, at, what }) => [plain(id), plain(at ? minute(at) : 'at the next prune'), plain(what)]));
const byType = ({ summary }) => table({ title: 'By type' }, [{ title: 'type' }, { title: 'backups', align: 'right' }, { title: 'size', align: 'right' }], summary.byType.map(({ type, count, storedBytes }) => [
    plain(type),
    plain(String(count)),
    plain((0,amounts/* bytes */.e)(storedBytes)),
]));
/** As many points as a small chart shows. */
const MOST = 12;
function trend({ trend, backups }) {
    const recent = trend.slice(-MOST);
    const sizes = backups.filter(({ good }) => good).slice(0, MOST);
    return [
        ...table({ title: 'Restore-tests' }, [
            { title: 'when' },
            { title: 'backup' },
            { title: 'rows', align: 'right' },
            { title: 'data back', align: 'right' },
            { title: 'proof', align: 'right' },
        ], recent
            .toReversed()
            .map(({ at, id, rawBytes, seconds, proofSeconds }) => [
            plain(minute(at)),
            plain(id),
            plain((0,amounts/* bytes */.e)(rawBytes)),
            plain((0,format/* time */.kB)(seconds)),
            plain((0,format/* time */.kB)(proofSeconds)),
        ])),
        ...line({ title: 'Time to restore' }, 'seconds', recent.map(({ at, seconds }) => ({
            label: minute(at).slice(5, 16).replace(':', '.'),
            value: seconds,
            shown: (0,format/* time */.kB)(seconds),
        }))),
        ...bars({ title: 'Stored size' }, 'bytes', sizes.map(({ id, storedBytes }) => ({ label: id, value: storedBytes, shown: (0,amounts/* bytes */.e)(storedBytes) }))),
    ];
}

;// CONCATENATED MODULE: ./build/report/verify.js



function verifySheet(result) {
    const { backup, checked, damaged, expectations, keys, history } = result;
    const { title, achieved } = told(result);
    return {
        title: `${title} of ${backup.name}`,
        verdict: verdict(result, achieved),
        facts: [
            { label: 'Backup', text: `${backup.id} (${backup.type})${backup.partial ? `, partial: ${backup.partial}` : ''}` },
            { label: 'Where', text: backup.location },
            {
                label: 'Read',
                text: `${(0,amounts/* bytes */.e)(checked.bytes)} in ${(0,format/* counted */.hS)(checked.objects, 'object')}${result.asStored ? '' : `, ${(0,format/* percentage */.X1)(checked.share)}`}`,
            },
            { label: 'Compared', text: `${(0,format/* counted */.hS)(checked.tables, 'table')}, ${(0,format/* counted */.hS)(checked.rows, 'row')}` },
            { label: 'Damaged', text: (0,format/* count */.U9)(damaged.length) },
            ...(history
                ? [
                    {
                        label: 'History',
                        text: `${(0,format/* counted */.hS)(history.backups, 'backup')}, ${(0,format/* counted */.hS)(history.faults.length, 'fault')}`,
                    },
                ]
                : []),
            { label: 'Expectations', text: expectations.length === 0 ? 'none configured' : tally(expectations) },
            { label: 'Time', text: `${(0,format/* time */.kB)(result.seconds)}, ${(0,amounts/* bytes */.e)(checked.bytes / Math.max(result.seconds, 0.001))}/s` },
        ],
        sections: [
            ...table({ title: 'Damaged', names: true }, [{ title: 'object' }, { title: 'table' }, { title: 'what is wrong' }], damaged.map(({ object, table: of, what }) => [plain(object), plain(of ?? ''), { text: what, tone: 'bad' }])),
            ...table({ title: 'Keys' }, [{ title: 'recipient' }, { title: 'opened it' }], (keys ?? []).map(({ recipient, opened }) => [
                plain(recipient),
                opened ? { text: 'yes', tone: 'good' } : { text: 'not tried here', tone: 'warning' },
            ])),
            ...table({ title: 'History' }, [{ title: 'backup' }, { title: 'what speaks against it' }], (history?.faults ?? []).map(({ id, what }) => [plain(id), { text: what, tone: 'bad' }])),
            ...checks('Expectations', expectations),
            ...unchecked('Not checked', result.notChecked),
        ],
        warnings: result.warnings,
    };
}
/** What kind of check it was, and what it says where all is well. */
function told({ checked, keys, asStored }) {
    const objects = (0,format/* counted */.hS)(checked.objects, 'object');
    if (keys) {
        const opened = (0,format/* counted */.hS)(keys.filter((key) => key.opened).length, 'key');
        return { title: 'Keys', achieved: `${opened} of ${keys.length} opened the backup; nothing else was looked at` };
    }
    if (asStored)
        return { title: 'Objects', achieved: `${objects} are as they were stored; without a key that is no verification` };
    if (checked.share === 1)
        return { title: 'Verification', achieved: `verified: every byte of ${objects} was read and compared` };
    return {
        title: 'Sample',
        achieved: `a sample of ${(0,format/* percentage */.X1)(checked.share)} is good; the backup is not verified by it`,
    };
}

;// CONCATENATED MODULE: ./build/report/describe.js

















/** What there is to say about any verb's result, or about a failure that left none. */
function describe(result) {
    if (!('seconds' in result))
        return failureSheet(result);
    switch (result.verb) {
        case 'backup':
            return backupSheet(result);
        case 'verify':
            return verifySheet(result);
        case 'restore-test':
            return restoreTestSheet(result);
        case 'restore':
            return restoreSheet(result);
        case 'rollback':
        case 'resume':
            return rollbackSheet(result);
        case 'status':
            return statusSheet(result);
        case 'list':
            return listSheet(result);
        case 'copy':
            return copySheet(result);
        case 'prune':
            return pruneSheet(result);
        case 'pin':
        case 'unpin':
        case 'unexpire':
            return pinSheet(result);
        case 'rekey':
            return rekeySheet(result);
        case 'show':
            return showSheet(result);
        case 'diff':
            return diffSheet(result);
        case 'doctor':
            return doctorSheet(result);
        case 'keygen':
            return keygenSheet(result);
        case 'escrow':
            return escrowSheet(result);
        case 'demo':
            return demoSheet(result);
    }
}
function failureSheet({ verb, reason, hint, code }) {
    return {
        title: `${verb[0]?.toUpperCase()}${verb.slice(1)}`,
        verdict: { tone: 'bad', text: reason, hint },
        facts: [{ label: 'Exit code', text: String(code) }],
        sections: [],
        warnings: [],
    };
}

;// CONCATENATED MODULE: ./build/report/html-style.js
/** The page's look; `light-dark()` follows the reader's own setting. */
const style = `
:root { color-scheme: light dark; --ink: light-dark(#1c2430, #e6eaf0); --paper: light-dark(#fff, #12161d); --soft: light-dark(#5b6675, #97a3b4);
  --line: light-dark(#e3e8ee, #2a323e); --good: light-dark(#117a43, #4cc38a); --bad: light-dark(#b3261e, #ff8a80); --warning: light-dark(#8a5a00, #f0b849); --bar: light-dark(#336791, #6fa8dc); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 system-ui, sans-serif; }
main, footer { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1 { font-size: 1.6rem; margin: 0 0 .75rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2.25rem 0 .6rem; }
.verdict { font-size: 1.1rem; font-weight: 600; border-left: .3rem solid currentColor; padding: .6rem .9rem; margin: 0 0 1rem; background: color-mix(in srgb, currentColor 8%, transparent); overflow-wrap: anywhere; }
.good { color: var(--good); } .bad { color: var(--bad); } .warning { color: var(--warning); }
.note, footer { color: var(--soft); font-size: .9rem; }
.note.warning { color: var(--warning); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 1rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th { text-align: left; color: var(--soft); font-weight: 500; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
pre { overflow-x: auto; padding: .6rem .9rem; background: color-mix(in srgb, currentColor 8%, transparent); border-radius: .2rem; }
pre code { display: block; padding-left: 2ch; text-indent: -2ch; }
.chart { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr max-content; gap: .35rem .9rem; align-items: center; font-size: .93rem; }
.chart .name { overflow: hidden; text-overflow: ellipsis; max-width: 18rem; }
.track { background: var(--line); border-radius: .2rem; }
svg.line { width: 100%; height: auto; } .line polyline { fill: none; stroke: var(--bar); stroke-width: 2; } .line circle { fill: var(--bar); }
.bar { background: var(--bar); height: .8rem; min-width: 2px; border-radius: .2rem; }
@page { size: A4; margin: 15mm 14mm; }
@media print {
  :root { color-scheme: light; }
  html { font-size: 9.5pt; } body { font-size: 1rem; } h2 { margin: 1.2rem 0 .4rem; break-after: avoid; }
  main, footer { max-width: none; padding: 0; }
  tr, li, dl, .verdict { break-inside: avoid; } thead { display: table-header-group; }
  .wide { overflow: visible; } table { font-size: .88rem; }
  pre { overflow: visible; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .84rem; line-height: 1.45; border: 1px solid var(--line); }
}
`;

;// CONCATENATED MODULE: ./build/report/line-chart.js
/** Of the picture, in its own units; it is shown as wide as there is room. */
const size = { width: 640, height: 160, margin: 12 };
/** A line through values in their order, as inline SVG. `escaped` makes text harmless; the lowest value shown is 0, so that a small change looks small. */
function lineChart({ unit, points }, escaped) {
    const most = Math.max(...points.map(({ value }) => value), Number.MIN_VALUE);
    const step = (size.width - 2 * size.margin) / Math.max(1, points.length - 1);
    const places = points.map(({ label, value, shown }, at) => ({
        x: (size.margin + at * step).toFixed(1),
        y: (size.height - size.margin - (value / most) * (size.height - 2 * size.margin)).toFixed(1),
        said: escaped(`${label}: ${shown}`),
    }));
    const dots = places.map(({ x, y, said }) => `<circle cx="${x}" cy="${y}" r="4"><title>${said}</title></circle>`);
    const path = places.map(({ x, y }) => `${x},${y}`).join(' ');
    const [first, last] = [points[0], points.at(-1)];
    const ends = first && last
        ? `<p class="note">${escaped(`${first.label}: ${first.shown} … ${last.label}: ${last.shown}`)}</p>`
        : '';
    return `<svg class="line" role="img" aria-label="${escaped(unit)}" viewBox="0 0 ${size.width} ${size.height}"><polyline points="${path}"/>${dots.join('')}</svg>${ends}`;
}

;// CONCATENATED MODULE: ./build/report/html.js



/** Rows of a table that a browser still shows at ease. */
const rowLimit = 5000;
/** One self-contained page: no script, nothing loaded from elsewhere, light and dark. `made` is shown at its foot. */
function html(sheet, made) {
    const { verdict } = sheet;
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(sheet.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(sheet.title)}</h1>
<p class="verdict ${verdict.tone}">${escaped(verdict.text)}</p>
${verdict.hint ? `<p class="hint">What to do: ${escaped(verdict.hint)}</p>` : ''}
${sheet.facts.length > 0 ? `<dl>${sheet.facts.map(({ label, text }) => `<dt>${escaped(label)}</dt><dd>${escaped(text)}</dd>`).join('\n')}</dl>` : ''}
${sheet.warnings.map((warning) => `<p class="note warning">${escaped(warning)}</p>`).join('\n')}
${sheet.sections.map(section).join('\n')}
</main>
<footer>${escaped(made.by)}, ${made.at.toISOString().replace(/\.\d+Z$/, 'Z')}</footer>
</body>
</html>
`;
}
function section(section) {
    const note = section.note ? `<p class="note">${escaped(section.note)}</p>` : '';
    return `<section>\n<h2>${escaped(section.title)}</h2>\n${note}${body(section)}\n</section>`;
}
function body(section) {
    if (section.kind === 'lines')
        return `<ul>${section.lines.map((line) => `<li>${span(line)}</li>`).join('\n')}</ul>`;
    if (section.kind === 'bars')
        return chart(section);
    if (section.kind === 'line')
        return lineChart(section, escaped);
    if (section.kind === 'commands')
        return `<pre>${section.commands.map((line) => `<code>${escaped(line)}</code>`).join('')}</pre>`;
    const { columns, rows } = section;
    const align = columns.map((column) => (column.align ? ' class="number"' : ''));
    const head = columns.map(({ title }, at) => `<th scope="col"${align[at]}>${escaped(title)}</th>`).join('');
    const lines = rows
        .slice(0, rowLimit)
        .map((row) => `<tr>${row.map((cell, at) => `<td${align[at]}>${span(cell)}</td>`).join('')}</tr>`);
    const more = rows.length > rowLimit ? `<p class="note">… and ${rows.length - rowLimit} more</p>` : '';
    return `<div class="wide"><table><thead><tr>${head}</tr></thead>\n<tbody>${lines.join('\n')}</tbody></table></div>${more}`;
}
const span = ({ text, tone = 'plain' }) => tone === 'plain' ? escaped(text) : `<span class="${tone}">${escaped(text)}</span>`;
/** Horizontal bars; each says its value in words too. */
function chart({ unit, bars }) {
    const most = Math.max(...bars.map(({ value }) => value));
    const lines = bars.map(({ label, value, shown }) => `<div class="name">${escaped(label)}</div><div class="track"><div class="bar" style="width:${((value / most) * 100).toFixed(2)}%"></div></div><div class="number">${escaped(shown)}</div>`);
    return `<div class="chart" role="img" aria-label="${escaped(unit)}">${lines.join('\n')}</div>`;
}
function escaped(text) {
    const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
    const shown = text.split('\n').map(format/* visible */.RK).join('\n');
    return shown.replace(/[&<>"']/g, (sign) => entities[sign]).replaceAll('\n', '<br>');
}

// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(34902);
;// CONCATENATED MODULE: ./build/report/prometheus.js
/**
 * A status in Prometheus' text format, for the textfile collector. Every sample carries the name that the backups are filed under; where a status
 * failed before it knew one, `otherwise` stands in for it, so that the files of several databases go together.
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
function prometheus(result, otherwise, now) {
    const known = 'seconds' in result && result.verb === 'status' ? result : undefined;
    const name = known?.name ?? otherwise;
    const metrics = [...outcomeMetrics(result, now), ...(known ? statusMetrics(known) : [])];
    return metrics
        .filter(({ samples }) => samples.length > 0)
        .map((metric) => written(metric, name))
        .join('');
}
const one = (name, help, value) => ({
    name,
    help,
    samples: value === undefined ? [] : [{ labels: {}, value }],
});
const outcomeMetrics = (result, now) => [
    one('pgproof_status_ok', '1 where no limit is broken and everything could be asked, else 0.', result.ok ? 1 : 0),
    one('pgproof_status_exit_code', 'What pgproof status would have exited with.', result.code),
    one('pgproof_status_timestamp_seconds', 'When this was written; alert on its age.', now.getTime() / 1000),
];
function statusMetrics(status) {
    const { summary, timeToRestore } = status;
    return [
        one('pgproof_status_duration_seconds', 'How long looking took.', status.seconds),
        ...milestoneMetrics(status),
        one('pgproof_restore_duration_seconds', 'What bringing the data back took, last.', timeToRestore?.seconds),
        one('pgproof_restore_proof_duration_seconds', 'What the proof after it took, last.', timeToRestore?.proofSeconds),
        {
            name: 'pgproof_backups',
            help: 'Backups in the storage by what is known of them.',
            samples: countsByState(status),
        },
        {
            name: 'pgproof_second_copy_age_seconds',
            help: 'Age of the newest backup that was copied to a second storage.',
            samples: status.copies.map(({ to, ageSeconds }) => ({ labels: { to }, value: ageSeconds })),
        },
        one('pgproof_backups_unreadable', 'Backups whose manifest cannot be read.', status.unreadable.length),
        one('pgproof_backups_pinned', 'Backups that are pinned.', status.pins.length),
        one('pgproof_storage_bytes', 'Bytes of all backups in the storage.', summary.storedBytes),
        one('pgproof_storage_free_bytes', 'Bytes free where the storage is a folder.', summary.freeBytes),
        one('pgproof_backup_growth_bytes', 'By how much a backup grows in 30 days.', summary.growth?.bytesPerMonth),
        {
            name: 'pgproof_limit_broken',
            help: '1 for a limit that is broken, 0 for one that is kept; absent where it was not checked.',
            samples: status.limits
                .filter(({ state }) => state !== 'not checked')
                .map((limit) => ({ labels: { limit: limit.name }, value: limit.state === 'broken' ? 1 : 0 })),
        },
    ];
}
function milestoneMetrics(status) {
    const { newest, newestVerified: verified, newestRestoreTested: tested } = status;
    const size = status.backups.find(({ id }) => id === newest?.id)?.storedBytes;
    const made = (milestone) => at(milestone?.created);
    return [
        one('pgproof_backup_last_success_timestamp_seconds', 'When the newest good backup was made.', made(newest)),
        one('pgproof_backup_age_seconds', 'Age of the newest good backup; what was changed since is at risk.', newest?.ageSeconds),
        one('pgproof_backup_size_bytes', 'Stored bytes of the newest good backup.', size),
        one('pgproof_verified_backup_timestamp_seconds', 'When the newest verified backup was made.', made(verified)),
        one('pgproof_verified_backup_age_seconds', 'Age of the newest verified backup.', verified?.ageSeconds),
        one('pgproof_restore_test_last_success_timestamp_seconds', 'When the last good restore-test ended.', at(tested?.checked)),
        one('pgproof_restore_test_age_seconds', 'Time since the last good restore-test.', tested?.checkedSeconds),
    ];
}
const at = (time) => (time === undefined ? undefined : Date.parse(time) / 1000);
const countsByState = ({ backups }) => [...Map.groupBy(backups, ({ state }) => state)].map(([state, some]) => ({ labels: { state }, value: some.length }));
function written({ name, help, samples }, database) {
    const lines = samples.map(({ labels, value }) => {
        const pairs = Object.entries({ name: database, ...labels }).map(([label, text]) => `${label}="${prometheus_escaped(text)}"`);
        return `${name}{${pairs.join(',')}} ${value}\n`;
    });
    return `# HELP ${name} ${help.replaceAll('\\', '\\\\')}\n# TYPE ${name} gauge\n${lines.join('')}`;
}
const prometheus_escaped = (text) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

;// CONCATENATED MODULE: ./build/report/files.js








const endings = ['.html', '.md', '.json'];
/** Refuses what `writeReport` could not write, before any work is done (exit 2). */
function checkReportPaths(paths) {
    for (const path of paths) {
        if (endings.includes((0,external_node_path_.extname)(path)))
            continue;
        throw (0,errors/* usageError */.Wp)(`report ${path} ends with none of ${endings.join(', ')}`, 'the ending decides the format, so give it one of them');
    }
}
/** All files that a run is to write, of the inputs `report` and `prometheus`. Throws exit 2 for an ending that has no format. */
function reportFiles(values) {
    checkReportPaths(values.report);
    return [...values.report, ...(values.prometheus ? [values.prometheus] : [])];
}
/** The sheet of a result, as much of it as may be told. */
function files_told(result, detail) {
    const sheet = describe(result);
    return detail === 'full' ? sheet : totalsOnly(sheet);
}
/**
 * Writes the report, in the format that the path's ending names; a new file is for this user alone (0600), since it may name tables.
 * Throws exit 3 where the file cannot be written.
 */
function writeReport(path, result, options) {
    const { detail, made } = options;
    try {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
        if ((0,external_node_path_.extname)(path) === '.prom')
            exchange(path, prometheus(result, (0,external_node_path_.basename)(path, '.prom'), made.at));
        else
            (0,external_node_fs_.writeFileSync)(path, content((0,external_node_path_.extname)(path), result, detail, made), { mode: 0o600 });
    }
    catch (error) {
        throw (0,errors/* environmentError */.me)(`the report ${path} cannot be written: ${(0,errors/* messageOf */.bD)(error)}`, 'name a place that can be written to', error);
    }
}
/** Prometheus' textfile collector may look at any moment, so it finds the old text or the new one; everybody may read it. */
function exchange(path, text) {
    // Without the ending, the collector leaves it alone.
    const draft = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.${(0,external_node_path_.basename)(path)}.${process.pid}`);
    try {
        (0,external_node_fs_.writeFileSync)(draft, text, { mode: 0o644 });
        (0,external_node_fs_.renameSync)(draft, path);
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(draft, { force: true });
        throw error;
    }
}
function content(ending, result, detail, made) {
    if (ending === '.json')
        return `${JSON.stringify(detail === 'full' ? result : totals(result), null, 2)}\n`;
    const sheet = files_told(result, detail);
    return ending === '.md' ? (0,markdown/* markdown */.w)(sheet) : html(sheet, made);
}
/** Keys that name objects of a database are emptied, so that the shape stays the contract's. */
const naming = [
    'tables',
    'indexes',
    'checks',
    'assertions',
    'expectations',
    'damaged',
    'notContained',
    'notChecked',
    'drift',
    'failures',
    'entries',
    'extensions',
    'roles',
    'history',
    'changes',
];
function totals(result) {
    const entries = Object.entries(result).map(([key, value]) => [
        key,
        naming.includes(key) && Array.isArray(value) ? [] : value,
    ]);
    const { definitions, largeObjects, proof, plan, ...rest } = Object.fromEntries(entries);
    return {
        ...rest,
        ...(proof && { proof: totals(proof) }),
        ...(plan !== undefined && { plan: typeof plan === 'object' ? { ...plan, notes: [] } : plan }),
        ...(definitions && { definitions: { ...definitions, differences: [] } }),
        ...(largeObjects && {
            largeObjects: { ...largeObjects, ...('differences' in largeObjects && { differences: [] }) },
        }),
    };
}


/***/ }),

/***/ 92772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KW: () => (/* binding */ age),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   X1: () => (/* binding */ percentage),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   kB: () => (/* binding */ time)
/* harmony export */ });

/** `1,250,000` */
const count = (number) => number.toLocaleString('en-US');
/** `3 tables`, `1 table` */
const counted = (number, noun) => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min` */
function time(seconds) {
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 120)
        return `${whole} s`;
    const minutes = Math.floor(whole / 60);
    return minutes < 120 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** `20 s`, `5 min`, `3 h`, `12 d`: one unit, for ages. */
function age(seconds) {
    if (seconds < 90)
        return `${Math.round(seconds)} s`;
    if (seconds < 3600)
        return `${Math.round(seconds / 60)} min`;
    return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}
/** `42 %`, rounded down: what is nearly all is not all. */
function percentage(share) {
    const tenths = Math.floor(share * 1000 + 1e-9);
    return `${tenths < 100 && tenths % 10 > 0 ? (tenths / 10).toFixed(1) : Math.floor(tenths / 10)} %`;
}
/** Control characters made visible, so that no name can move a cursor, start a workflow command or break a table. */
const visible = (text) => text.replace(/\p{Cc}|\p{Bidi_Control}/gu, (sign) => sign === '\n' ? '\\n' : sign === '\t' ? '\\t' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);


/***/ }),

/***/ 34902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ markdown)
/* harmony export */ });
/* unused harmony export escaped */
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92772);

const signs = { good: '✅ ', bad: '❌ ', warning: '⚠️ ', plain: '' };
/** Rows of a table that a summary of 1 MiB has room for. */
const rowLimit = 200;
/** GitHub-flavoured Markdown for a job summary, with charts in mermaid. Every name is escaped. */
function markdown(sheet) {
    const { verdict } = sheet;
    return [
        `## ${escaped(sheet.title)}`,
        `${signs[verdict.tone]}**${escaped(verdict.text)}**`,
        ...(verdict.hint ? [`What to do: ${escaped(verdict.hint)}`] : []),
        ...(sheet.facts.length > 0 ? [factsTable(sheet)] : []),
        ...sheet.warnings.map((warning) => `> ⚠️ ${escaped(warning)}`),
        ...sheet.sections.map(section),
        '',
    ].join('\n\n');
}
function factsTable({ facts }) {
    return ['| | |', '|---|---|', ...facts.map(({ label, text }) => `| ${escaped(label)} | ${escaped(text)} |`)].join('\n');
}
function section(section) {
    const heading = `### ${escaped(section.title)}${section.note ? `\n\n${escaped(section.note)}` : ''}`;
    if (section.kind === 'bars')
        return `${heading}\n\n${chart(section)}`;
    if (section.kind === 'line')
        return `${heading}\n\n${lineChart(section)}`;
    if (section.kind === 'commands')
        return `${heading}\n\n${fenced(section.commands)}`;
    if (section.kind === 'lines')
        return `${heading}\n\n${section.lines.map((line) => `* ${cell(line)}`).join('\n')}`;
    const { columns, rows } = section;
    const text = [
        `| ${columns.map(({ title }) => escaped(title)).join(' | ')} |`,
        `|${columns.map(({ align }) => (align ? '---:' : '---')).join('|')}|`,
        ...rows.slice(0, rowLimit).map((row) => `| ${row.map(cell).join(' | ')} |`),
    ].join('\n');
    const more = rows.length > rowLimit ? `\n\n… and ${rows.length - rowLimit} more` : '';
    const whole = `${text}${more}`;
    return rows.length > 12
        ? `${heading}\n\n<details><summary>${rows.length} rows</summary>\n\n${whole}\n\n</details>`
        : `${heading}\n\n${whole}`;
}
/** A block to copy from: its fence is longer than any that stands in it. */
function fenced(commands) {
    const text = commands.map(_format_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK).join('\n');
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}sh\n${text}\n${fence}`;
}
const cell = ({ text, tone = 'plain' }) => `${signs[tone]}${escaped(text)}`;
/** Mermaid takes ASCII labels only, and a quote would end them. */
const label = (text) => `"${text.replace(/[^A-Za-z0-9_. -]/g, '_').slice(0, 40)}"`;
function lineChart({ unit, points }) {
    return [
        '```mermaid',
        'xychart-beta',
        `  x-axis [${points.map((point) => label(point.label)).join(', ')}]`,
        `  y-axis ${label(unit)} 0 --> ${Number((Math.max(...points.map(({ value }) => value), 0.001) * 1.1).toPrecision(3))}`,
        `  line [${points.map(({ value }) => Number(value.toPrecision(4))).join(', ')}]`,
        '```',
    ].join('\n');
}
function chart({ unit, bars }) {
    return [
        '```mermaid',
        'xychart-beta horizontal',
        `  x-axis [${bars.map((bar) => label(bar.label)).join(', ')}]`,
        `  y-axis ${label(unit)}`,
        `  bar [${bars.map(({ value }) => Number(value.toPrecision(4))).join(', ')}]`,
        '```',
    ].join('\n');
}
/** Text that Markdown, HTML, tables, links, mentions and formulas leave alone. */
function escaped(text) {
    return text
        .split('\n')
        .map((line) => (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(line)
        .replace(/[\\`*_{}[\]()#+!|~$:]/g, '\\$&')
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/@/g, '&#64;'))
        .join('<br>');
}


/***/ }),

/***/ 63299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ terminal)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var cli_table3__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25832);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92772);



const colours = { good: 'green', bad: 'red', warning: 'yellow', plain: 'reset' };
const signs = { good: '✓', bad: '✗', warning: '!', plain: '·' };
/** The result as a person reads it at a prompt: verdict first, then facts, tables and warnings. */
function terminal(sheet, options) {
    const paint = painter(options.colour);
    const { verdict } = sheet;
    const width = Math.max(0, ...sheet.facts.map(({ label }) => label.length));
    return [
        paint(`${signs[verdict.tone]} ${lines(headline(sheet))}`, verdict.tone),
        ...sheet.facts.map(({ label, text }) => `  ${label.padEnd(width)}  ${lines(text)}`),
        ...sheet.sections
            .filter(({ kind }) => kind !== 'bars' && kind !== 'line')
            .map((section) => sectionText(section, options)),
        ...sheet.warnings.map((warning) => paint(`! ${lines(warning)}`, 'warning')),
        '',
    ].join('\n');
}
/** A failure's reason is said once, as the error that follows. */
const headline = ({ title, verdict }) => (verdict.tone === 'bad' ? `${title}: failed` : verdict.text);
const lines = (text) => text.split('\n').map(_format_js__WEBPACK_IMPORTED_MODULE_2__/* .visible */ .RK).join('\n');
function painter(colour) {
    return (text, tone = 'plain') => colour && tone !== 'plain' ? (0,node_util__WEBPACK_IMPORTED_MODULE_0__.styleText)(colours[tone], text, { validateStream: false }) : text;
}
function sectionText(section, options) {
    const heading = `\n${section.title}${section.note ? ` (${section.note})` : ''}`;
    const paint = painter(options.colour);
    const shown = (cell) => paint(lines(cell.text), cell.tone);
    if (section.kind === 'lines')
        return [heading, ...section.lines.map((line) => `  ${shown(line)}`)].join('\n');
    if (section.kind === 'commands')
        return [heading, ...section.commands.map((command) => `  ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .visible */ .RK)(command)}`)].join('\n');
    if (section.kind === 'bars' || section.kind === 'line')
        return heading;
    const { rowLimit = 30 } = options;
    const more = section.rows.length - rowLimit;
    const text = grid(section, section.rows.slice(0, rowLimit).map((row) => row.map(shown)), options.width);
    return [heading, ...text, ...(more > 0 ? [`  … and ${more} more, in --json and --report`] : [])].join('\n');
}
function grid({ columns }, rows, width) {
    const head = columns.map(({ title }) => title);
    const table = new cli_table3__WEBPACK_IMPORTED_MODULE_1__({
        head,
        colAligns: columns.map(({ align }) => align ?? 'left'),
        chars: borderless,
        style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2, compact: true },
        ...(width && { colWidths: fitting([head, ...rows], width - 2), wordWrap: true }),
    });
    table.push(...rows);
    return table
        .toString()
        .split('\n')
        .map((line) => `  ${line.trimEnd()}`);
}
/** Each column as wide as its longest line, but the last only as wide as there is room, and at least 24. */
function fitting(rows, width) {
    const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => longestLine(row[at] ?? '') + 2)));
    const last = widths.pop() ?? 0;
    const left = width - widths.reduce((sum, one) => sum + one, 0);
    return [...widths, Math.min(last, Math.max(24, left))];
}
const longestLine = (text) => Math.max(...(0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text)
    .split('\n')
    .map((line) => line.length));
const borderless = Object.fromEntries(['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((place) => [place, '']));


/***/ }),

/***/ 66631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ TOC),
/* harmony export */   Fe: () => (/* binding */ nameFor),
/* harmony export */   GH: () => (/* binding */ startOf),
/* harmony export */   HP: () => (/* binding */ keys),
/* harmony export */   I3: () => (/* binding */ checkName),
/* harmony export */   J2: () => (/* binding */ SIGNATURE),
/* harmony export */   _: () => (/* binding */ KEY),
/* harmony export */   _H: () => (/* binding */ newBackupId),
/* harmony export */   dh: () => (/* binding */ INVENTORY),
/* harmony export */   gg: () => (/* binding */ ROLES),
/* harmony export */   hf: () => (/* binding */ LARGE_OBJECTS),
/* harmony export */   "if": () => (/* binding */ isBackupId),
/* harmony export */   pn: () => (/* binding */ partName)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);


/** Where things lie in a store; design section 3. Keys are relative to the storage's root. */
const ID = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-[0-9a-f]{6}$/;
/** A new backup id: UTC start and 6 random hex digits, so that ids sort by time. */
function newBackupId(now) {
    const time = now
        .toISOString()
        .replace(/[-:]/g, '')
        .replace(/\.\d+Z$/, 'Z');
    return `${time}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex')}`;
}
const isBackupId = (text) => !Number.isNaN(timeIn(text));
/** Milliseconds since 1970; NaN where the text is no id, or of a day that no calendar has. */
function timeIn(id) {
    const match = ID.exec(id);
    if (!match)
        return Number.NaN;
    const [, year, month, day, hour, minute, second] = match;
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
/** When the backup with this id began. */
function startOf(id) {
    if (isBackupId(id))
        return new Date(timeIn(id));
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(`${JSON.stringify(id.slice(0, 80))} is not a backup id`, 'pgproof list shows the backups that there are');
}
const NAME = /^[^/\\\p{Cc}]{1,200}$/u;
/** Checks a backup's name, which becomes a folder in the storage. */
function checkName(name) {
    if (NAME.test(name) && !name.startsWith('.') && name.trim() === name)
        return name;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(`${JSON.stringify(name)} cannot be a name in the storage`, 'set name: to a word without slashes, control characters, a leading dot or spaces around it');
}
/**
 * A name for a database. Where its own cannot be one in the storage, what is not allowed becomes an underscore, and the start of its SHA-256 follows,
 * so that databases `a/b` and `a_b` are not filed under one name.
 */
function nameFor(database) {
    const name = database.replace(/[/\\\p{Cc}]/gu, '_').replace(/^[.\s]+|\s+$/g, '_');
    if (name === database)
        return name;
    return `${name.slice(0, 150)}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(database).digest('hex').slice(0, 8)}`;
}
/** The keys of one name's backups. */
const keys = {
    backups: (name) => `${name}/backups/`,
    backup: (name, id) => `${name}/backups/${id}/`,
    manifest: (name, id) => `${name}/backups/${id}/manifest.json`,
    /** Beside the manifest: its Ed25519 signature, raw. */
    signature: (name, id) => `${name}/backups/${id}/manifest.json.sig`,
    records: (name, id) => (id ? `${name}/records/${id}/` : `${name}/records/`),
    running: (name, id) => (id ? `${name}/running/${id}.json` : `${name}/running/`),
    /** A run that reads a backup; `end` tells several of them apart. */
    reading: (name, id, end) => `${name}/running/${id}.${end}.json`,
    /** A run that may delete; no backup has such an id. `end` tells several of them apart. */
    lease: (name, end) => `${name}/running/prune.${end}.json`,
};
const SIGNATURE = 'manifest.json.sig';
const INVENTORY = 'inventory.json.zst';
const TOC = 'toc.dat';
const ROLES = 'roles.sql.zst';
const LARGE_OBJECTS = 'blobs.tar.zst';
/** With a passphrase: the key that the other objects are sealed with, itself sealed with the passphrase. */
const KEY = 'key.txt';
/** The object that holds part `index` of a table's data or of the large objects: `3442.dat.zst.00000`. */
const partName = (base, index) => `${base}.${String(index).padStart(5, '0')}`;


/***/ }),

/***/ 21746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ byOf)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58508);


/** Who runs this, from what GitHub says in a workflow, else from the operating system. */
function byOf(environment) {
    const { GITHUB_ACTOR, GITHUB_SHA, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = environment;
    const { GITHUB_HEAD_REF, GITHUB_REF_TYPE, GITHUB_REF_NAME } = environment;
    const run = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}/attempts/${GITHUB_RUN_ATTEMPT ?? 1}`;
    const branch = GITHUB_HEAD_REF || (GITHUB_REF_TYPE === 'branch' && GITHUB_REF_NAME);
    return {
        who: GITHUB_ACTOR || user(),
        host: environment.RUNNER_NAME || (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)(),
        ...(GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID && { run }),
        ...(GITHUB_SHA && { commit: GITHUB_SHA }),
        ...(branch && { branch }),
        pgproof: _version_js__WEBPACK_IMPORTED_MODULE_1__/* .version */ .r,
    };
}
function user() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().username;
    }
    catch {
        // A container's user need not have a name.
        return `uid ${process.getuid?.() ?? 'unknown'}`;
    }
}


/***/ }),

/***/ 75894:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gz: () => (/* binding */ failed),
  b0: () => (/* binding */ runVerb)
});

// UNUSED EXPORTS: redactor

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/inputs/secrets.js
var inputs_secrets = __webpack_require__(8569);
;// CONCATENATED MODULE: ./build/runner/cancel.js

/** How long an operation may take to clean up after a signal. A runner kills the job 10 s after it asked for the end. */
const cleanUpSeconds = 25;
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 143 };
/**
 * Turns SIGINT, SIGTERM and SIGHUP into an aborted signal whose reason is the PgproofError to end with.
 * Where the clean-up hangs, `giveUp` is called and the process ends all the same.
 */
function onSignals(giveUp) {
    const controller = new AbortController();
    let timer;
    const cancel = (name) => {
        if (controller.signal.aborted)
            return;
        const code = codes[name];
        const hint = 'earlier backups are untouched, and nothing half-made counts as one; run it again when you like';
        controller.abort(new errors/* PgproofError */.wp(code, `ended by ${name}`, hint));
        timer = setTimeout(() => {
            giveUp();
            process.exit(code);
        }, cleanUpSeconds * 1000);
        timer.unref();
    };
    const names = Object.keys(codes);
    for (const name of names)
        process.on(name, cancel);
    const release = () => {
        clearTimeout(timer);
        for (const name of names)
            process.off(name, cancel);
    };
    return { signal: controller.signal, release };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 9 modules
var schemas = __webpack_require__(27597);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./build/github/answers.js

/** Nothing is there, or the token may not see it: GitHub does not tell which. */
class NotFound extends errors/* PgproofError */.wp {
    constructor(path) {
        super(3, `GitHub knows nothing at ${path}, or does not show it to this token`, 'check GITHUB_REPOSITORY and that github-token may read that repository ("permissions: actions: read")');
        this.name = 'NotFound';
    }
}
/** What GitHub says of itself in an error: `{ "message": "Resource not accessible by integration" }`. */
function said(text) {
    try {
        const { message } = JSON.parse(text);
        return typeof message === 'string' && message !== '' ? ` (${message.slice(0, 200).replace(/\s+/g, ' ')})` : '';
    }
    catch {
        return '';
    }
}
/** The failure that an answer's status means. */
function statusError(address, { status, headers }, text) {
    const { pathname, origin } = new URL(address);
    if (isLimited(status, headers)) {
        const reset = Number(headers.get('x-ratelimit-reset'));
        const until = reset > 0 ? ` until ${new Date(reset * 1000).toISOString()}` : '';
        return (0,errors/* environmentError */.me)(`GitHub limits how often this token may ask${until}${said(text)}`, 'try again later, or give github-token another token');
    }
    if (status === 401) {
        return (0,errors/* environmentError */.me)(`GitHub does not accept the token${said(text)}`, 'give github-token a token that is valid; in a workflow leave it out, and the workflow’s own is used');
    }
    if (status === 403) {
        return (0,errors/* environmentError */.me)(`GitHub does not let this token read ${pathname}${said(text)}`, 'give the job "permissions: actions: read", or github-token a token that has it');
    }
    if (status === 404)
        return new NotFound(pathname);
    return (0,errors/* environmentError */.me)(`GitHub answers ${status} at ${origin}${pathname}${said(text)}`, status >= 500 ? 'see https://www.githubstatus.com and try again' : 'check GITHUB_API_URL and GITHUB_REPOSITORY');
}
/** How many seconds to wait until another try makes sense; undefined where none does. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function waitAsked({ status, headers }) {
    if (status < 500 && !isLimited(status, headers))
        return undefined;
    const after = Number(headers.get('retry-after'));
    if (after > 0)
        return after;
    const reset = headers.get('x-ratelimit-remaining') === '0' ? Number(headers.get('x-ratelimit-reset')) : 0;
    return reset > 0 ? Math.max(0, reset - Date.now() / 1000) : 0;
}
const isLimited = (status, headers) => status === 429 || (status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0'));

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/fetch-failure.js
var fetch_failure = __webpack_require__(33551);
;// CONCATENATED MODULE: ./build/github/requests.js




/** The first wait; it doubles with each try. */
const FIRST_WAIT_SECONDS = 0.5;
/** More would not be a list of reviews but a fault. */
const MOST_PAGES = 50;
/** GETs against GitHub's REST API. Throws exit 3 with what to do; no message holds the token. */
class Requests {
    #options;
    constructor(options) {
        this.#options = options;
    }
    /** The answer to one question, as JSON gave it. `path` begins with a slash. */
    async get(path) {
        return (await this.#page(`${this.#options.api}${path}`)).body;
    }
    /** All pages of a list: a rejection may stand on the last one. */
    async list(path) {
        const found = [];
        let address = `${this.#options.api}${path}`;
        for (let pages = 0; address !== undefined; pages++) {
            if (pages === MOST_PAGES)
                throw malformed(address, `more than ${MOST_PAGES} pages`);
            const { body, next } = await this.#page(address);
            if (!Array.isArray(body))
                throw malformed(address, 'not a list');
            found.push(...body);
            address = next;
        }
        return found;
    }
    async #page(address) {
        const { signal, retrySeconds = 60 } = this.#options;
        const started = performance.now();
        for (let tries = 1;; tries++) {
            const outcome = await this.#once(address);
            if (!('error' in outcome))
                return outcome;
            signal?.throwIfAborted();
            if (outcome.wait === undefined)
                throw outcome.error;
            const wait = Math.max(outcome.wait, FIRST_WAIT_SECONDS * 2 ** (tries - 1));
            if ((performance.now() - started) / 1000 + wait > retrySeconds)
                throw outcome.error;
            await (0,promises_.setTimeout)(wait * 1000, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
        }
    }
    async #once(address) {
        const { token, timeoutSeconds = 20, signal } = this.#options;
        const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
        let response;
        let text;
        try {
            response = await fetch(address, {
                headers: {
                    accept: 'application/vnd.github+json',
                    authorization: `Bearer ${token}`,
                    'user-agent': 'pgproof',
                    'x-github-api-version': '2022-11-28',
                },
                signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
            });
            text = await response.text();
        }
        catch (error) {
            return { error: unreachable(address, error, timeout.aborted ? timeoutSeconds : undefined), wait: 0 };
        }
        if (!response.ok)
            return { error: statusError(address, response, text), wait: waitAsked(response) };
        return { body: parsed(address, text), next: nextPage(address, response.headers.get('link')) };
    }
}
function parsed(address, text) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw malformed(address, 'not JSON');
    }
}
/** Only of the same origin: the token goes along. */
function nextPage(address, link) {
    const next = /<([^<>]*)>\s*;[^,<]*\brel="?next\b/.exec(link ?? '')?.[1];
    if (next === undefined)
        return undefined;
    if (URL.parse(next)?.origin !== new URL(address).origin)
        throw malformed(address, 'its next page is elsewhere');
    return next;
}
function unreachable(address, error, timeoutSeconds) {
    const why = timeoutSeconds === undefined ? (0,fetch_failure/* fetchFailure */.Z)(error) : `no answer within ${timeoutSeconds} s`;
    return (0,errors/* environmentError */.me)(`GitHub cannot be reached at ${new URL(address).origin}: ${why}`, 'see https://www.githubstatus.com and whether this machine may connect to that address; GITHUB_API_URL names it');
}
/** An answer that is not what GitHub documents. `path` for messages. */
function malformed(path, why) {
    return (0,errors/* environmentError */.me)(`GitHub's answer to ${URL.parse(path)?.pathname ?? path} cannot be used: it is ${why}`, 'check that GITHUB_API_URL is the address of GitHub’s API, and try again');
}

;// CONCATENATED MODULE: ./build/github/client.js




/** https://docs.github.com/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run */
const approvalSchema = schemas/* object */.Ikc({
    state: schemas/* string */.YjP().min(1),
    comment: schemas/* string */.YjP().nullish(),
    environments: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() })),
    user: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }).nullish(),
});
const workflowSchema = schemas/* object */.Ikc({ state: schemas/* string */.YjP(), name: schemas/* string */.YjP(), path: schemas/* string */.YjP(), html_url: schemas/* string */.YjP() });
const runsSchema = schemas/* object */.Ikc({
    workflow_runs: schemas/* array */.YOg(schemas/* object */.Ikc({
        created_at: iso/* datetime */.w$(),
        conclusion: schemas/* string */.YjP().nullish(),
        status: schemas/* string */.YjP().nullish(),
        event: schemas/* string */.YjP(),
        html_url: schemas/* string */.YjP(),
    })),
});
/** GitHub over its REST API. Asks nothing before a method is called, which throws exit 2 for options that cannot be. */
function openGitHub(options) {
    return new GitHubClient(options);
}
function checkOptions({ repository, api, token }) {
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
        throw (0,errors/* usageError */.Wp)('GITHUB_REPOSITORY is no owner/name', 'set it to the repository whose workflow this is');
    }
    if (!/^https?:$/.test(URL.parse(api)?.protocol ?? '')) {
        throw (0,errors/* usageError */.Wp)('GITHUB_API_URL is no address', 'set it to https://api.github.com, or leave it out');
    }
    // A header that cannot be sent would be repeated in the error of who refuses it.
    if (!/^[\x21-\x7e]+$/.test(token)) {
        throw (0,errors/* usageError */.Wp)('github-token holds signs that no token has', 'give it the token alone, without blanks around it');
    }
}
class GitHubClient {
    repository;
    runId;
    #options;
    constructor(options) {
        this.repository = options.repository;
        if (options.runId)
            this.runId = options.runId;
        this.#options = { ...options, api: options.api.replace(/\/+$/, '') };
    }
    async approvals() {
        if (this.runId === undefined)
            throw (0,errors/* usageError */.Wp)('this is no run of a workflow', 'run it in a workflow of GitHub');
        const path = `/repos/${this.repository}/actions/runs/${encodeURIComponent(this.runId)}/approvals`;
        const reviews = checked(schemas/* array */.YOg(approvalSchema), await this.#requests().list(path), path);
        return reviews.map(({ state, comment, environments, user }) => ({
            state,
            comment: comment ?? '',
            environments: environments.map(({ name }) => name),
            user: user?.login ?? '',
        }));
    }
    async workflow(file) {
        const path = this.#workflowPath(file);
        const { html_url: url, ...workflow } = checked(workflowSchema, await this.#ofWorkflow(file, path), path);
        return { ...workflow, url };
    }
    async lastRun(file, event) {
        const query = new URLSearchParams({ per_page: '1', ...(event !== undefined && { event }) });
        const path = `${this.#workflowPath(file)}/runs?${query}`;
        const [run] = checked(runsSchema, await this.#ofWorkflow(file, path), path).workflow_runs;
        if (run === undefined)
            return undefined;
        const { created_at: createdAt, conclusion, status, html_url: url } = run;
        return { createdAt, conclusion: conclusion ?? '', status: status ?? '', event: run.event, url };
    }
    #requests() {
        checkOptions(this.#options);
        return new Requests(this.#options);
    }
    /** GitHub takes the file's name without its folder. */
    #workflowPath(file) {
        const name = file.slice(file.lastIndexOf('/') + 1);
        return `/repos/${this.repository}/actions/workflows/${encodeURIComponent(name)}`;
    }
    async #ofWorkflow(file, path) {
        try {
            return await this.#requests().get(path);
        }
        catch (error) {
            if (!(error instanceof NotFound))
                throw error;
            throw new errors/* PgproofError */.wp(2, `${this.repository} has no workflow ${file}, or does not show it to this token`, 'give the name of a file in .github/workflows of the default branch, and the job "permissions: actions: read"', { cause: error });
        }
    }
}
function checked(schema, value, path) {
    const result = schema.safeParse(value);
    if (result.success)
        return result.data;
    const where = result.error.issues[0]?.path.join('.') ?? '';
    throw malformed(path.split('?')[0], `not as documented${where === '' ? '' : ` at ${where}`}`);
}

;// CONCATENATED MODULE: ./build/runner/github.js

/** GitHub as the environment and the input `github-token` name it; undefined where no repository or no token is known. */
function githubOf(values, environment, signal) {
    const { githubToken } = values;
    const { GITHUB_TOKEN, GH_TOKEN, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: runId } = environment;
    // Only a verb that has the input is given a way to ask.
    if (!('githubToken' in values) || !repository)
        return undefined;
    const token = (githubToken || GITHUB_TOKEN || GH_TOKEN)?.trim();
    if (!token)
        return undefined;
    const api = environment.GITHUB_API_URL || 'https://api.github.com';
    return openGitHub({ api, token, repository, signal, ...(runId && { runId }) });
}

;// CONCATENATED MODULE: ./build/runner/operations.js
/** Each verb's operation, loaded when it is asked for: a start must not wait for what it does not use. */
const loaders = {
    backup: async () => (await Promise.all(/* import() */[__webpack_require__.e(3849), __webpack_require__.e(6118), __webpack_require__.e(3788), __webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(276), __webpack_require__.e(9937), __webpack_require__.e(2345), __webpack_require__.e(8548), __webpack_require__.e(7387), __webpack_require__.e(2015), __webpack_require__.e(8053)]).then(__webpack_require__.bind(__webpack_require__, 8053))).backup,
    verify: async () => (await Promise.all(/* import() */[__webpack_require__.e(1539), __webpack_require__.e(6118), __webpack_require__.e(3788), __webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(276), __webpack_require__.e(9937), __webpack_require__.e(3516), __webpack_require__.e(6864)]).then(__webpack_require__.bind(__webpack_require__, 63516))).verify,
    'restore-test': async () => (await Promise.all(/* import() */[__webpack_require__.e(1539), __webpack_require__.e(3849), __webpack_require__.e(6118), __webpack_require__.e(3788), __webpack_require__.e(6901), __webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(276), __webpack_require__.e(9937), __webpack_require__.e(2345), __webpack_require__.e(8548), __webpack_require__.e(7387), __webpack_require__.e(8334), __webpack_require__.e(3516), __webpack_require__.e(3603)]).then(__webpack_require__.bind(__webpack_require__, 63603))).restoreTest,
    restore: async () => (await Promise.all(/* import() */[__webpack_require__.e(1539), __webpack_require__.e(3849), __webpack_require__.e(6118), __webpack_require__.e(3788), __webpack_require__.e(6901), __webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(276), __webpack_require__.e(9937), __webpack_require__.e(2345), __webpack_require__.e(8548), __webpack_require__.e(7387), __webpack_require__.e(8334), __webpack_require__.e(3516), __webpack_require__.e(7714), __webpack_require__.e(8412)]).then(__webpack_require__.bind(__webpack_require__, 8412))).restore,
    rollback: async () => (await Promise.all(/* import() */[__webpack_require__.e(3849), __webpack_require__.e(6118), __webpack_require__.e(3788), __webpack_require__.e(6901), __webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(276), __webpack_require__.e(9937), __webpack_require__.e(2345), __webpack_require__.e(8548), __webpack_require__.e(7387), __webpack_require__.e(8334), __webpack_require__.e(1339), __webpack_require__.e(7714), __webpack_require__.e(7728), __webpack_require__.e(2352)]).then(__webpack_require__.bind(__webpack_require__, 82352))).rollback,
    resume: async () => (await Promise.all(/* import() */[__webpack_require__.e(3849), __webpack_require__.e(6118), __webpack_require__.e(3788), __webpack_require__.e(6901), __webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(276), __webpack_require__.e(9937), __webpack_require__.e(2345), __webpack_require__.e(8548), __webpack_require__.e(7387), __webpack_require__.e(8334), __webpack_require__.e(1339), __webpack_require__.e(7714), __webpack_require__.e(7728), __webpack_require__.e(2803)]).then(__webpack_require__.bind(__webpack_require__, 32803))).resume,
    status: async () => (await Promise.all(/* import() */[__webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(9056), __webpack_require__.e(658)]).then(__webpack_require__.bind(__webpack_require__, 30658))).status,
    list: async () => (await Promise.all(/* import() */[__webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(4320)]).then(__webpack_require__.bind(__webpack_require__, 64799))).list,
    copy: async () => (await Promise.all(/* import() */[__webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(2015), __webpack_require__.e(9224)]).then(__webpack_require__.bind(__webpack_require__, 69224))).copy,
    prune: async () => (await Promise.all(/* import() */[__webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(9056), __webpack_require__.e(9087)]).then(__webpack_require__.bind(__webpack_require__, 29087))).prune,
    pin: async () => (await Promise.all(/* import() */[__webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(1164)]).then(__webpack_require__.bind(__webpack_require__, 83675))).pin,
    unpin: async () => (await Promise.all(/* import() */[__webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(1164)]).then(__webpack_require__.bind(__webpack_require__, 83675))).unpin,
    unexpire: async () => (await Promise.all(/* import() */[__webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(1164)]).then(__webpack_require__.bind(__webpack_require__, 83675))).unexpire,
    rekey: async () => (await Promise.all(/* import() */[__webpack_require__.e(1539), __webpack_require__.e(6118), __webpack_require__.e(3788), __webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(276), __webpack_require__.e(9937), __webpack_require__.e(3516), __webpack_require__.e(9148)]).then(__webpack_require__.bind(__webpack_require__, 37637))).rekey,
    show: async () => (await Promise.all(/* import() */[__webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(9850)]).then(__webpack_require__.bind(__webpack_require__, 22153))).show,
    diff: async () => (await Promise.all(/* import() */[__webpack_require__.e(3788), __webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(276), __webpack_require__.e(9937), __webpack_require__.e(1625)]).then(__webpack_require__.bind(__webpack_require__, 31625))).diff,
    doctor: async () => (await Promise.all(/* import() */[__webpack_require__.e(3849), __webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(276), __webpack_require__.e(2345), __webpack_require__.e(8548), __webpack_require__.e(2154)]).then(__webpack_require__.bind(__webpack_require__, 79913))).doctor,
    keygen: async () => (await Promise.all(/* import() */[__webpack_require__.e(1539), __webpack_require__.e(1980)]).then(__webpack_require__.bind(__webpack_require__, 11980))).keygen,
    escrow: async () => (await Promise.all(/* import() */[__webpack_require__.e(1539), __webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(5007)]).then(__webpack_require__.bind(__webpack_require__, 37446))).escrow,
    demo: async () => (await Promise.all(/* import() */[__webpack_require__.e(1539), __webpack_require__.e(3849), __webpack_require__.e(6118), __webpack_require__.e(3788), __webpack_require__.e(6901), __webpack_require__.e(1604), __webpack_require__.e(5207), __webpack_require__.e(9709), __webpack_require__.e(276), __webpack_require__.e(9937), __webpack_require__.e(2345), __webpack_require__.e(8548), __webpack_require__.e(7387), __webpack_require__.e(8334), __webpack_require__.e(3516), __webpack_require__.e(2015), __webpack_require__.e(8053), __webpack_require__.e(1748)]).then(__webpack_require__.bind(__webpack_require__, 81748))).demo,
};
/** With the types of verb and request untied, for those who have both from the same declaration. */
const operations = loaders;

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/postgres/server-folder.js
var server_folder = __webpack_require__(95560);
;// CONCATENATED MODULE: ./build/runner/temporary.js






/** `pgproof-run-<host>-<boot>-<pid>-<start>-<random>`: who made it, so that a later run can tell whether the maker still lives. */
const pattern = /^pgproof-run-([0-9a-f]{8})-([0-9a-f]{8})-(\d+)-(\d+)-[0-9a-f]{6}$/;
/** Makes the folder, and sweeps what runs that were killed left beside it. Throws exit 3 where it cannot be made. */
function makeTemporary(parent) {
    const start = startTime(process.pid) ?? '0';
    const path = (0,external_node_path_.join)(parent, `pgproof-run-${host()}-${boot()}-${process.pid}-${start}-${(0,external_node_crypto_.randomBytes)(3).toString('hex')}`);
    try {
        sweep(parent);
        (0,external_node_fs_.mkdirSync)(path, { mode: 0o700 });
    }
    catch (error) {
        const hint = 'give a folder that can be written to in spool-dir or TMPDIR';
        throw (0,errors/* environmentError */.me)(`no temporary folder can be made in ${parent}: ${(0,errors/* messageOf */.bD)(error)}`, hint, error);
    }
    return { path, remove: () => (0,external_node_fs_.rmSync)(path, { recursive: true, force: true, maxRetries: 3 }) };
}
function sweep(parent) {
    for (const name of (0,external_node_fs_.readdirSync)(parent)) {
        const path = (0,external_node_path_.join)(parent, name);
        if (!isAbandoned(name) || !isOurs(path))
            continue;
        try {
            for (const folder of [...elsewhere(path), path])
                (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true });
        }
        catch {
            // Another run sweeps at the same time, or a file belongs to another user: the next run tries again.
        }
    }
}
/** Folders of the run that lie outside of its own: those of a throw-away server that runs as another user. */
function elsewhere(path) {
    return (0,external_node_fs_.readdirSync)(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isSymbolicLink() && entry.name.startsWith(server_folder/* ELSEWHERE */.pB))
        .map((entry) => (0,external_node_fs_.readlinkSync)((0,external_node_path_.join)(entry.parentPath, entry.name)))
        .filter((folder) => /^pgproof-[0-9a-f]{6}$/.test((0,external_node_path_.basename)(folder)));
}
/** On doubt it is not: a folder of another machine, or of a container whose processes cannot be seen from here, stays. */
function isAbandoned(name) {
    const [, madeOn, madeIn, pid, start] = pattern.exec(name) ?? [];
    if (madeOn !== host() || madeIn !== boot())
        return false;
    return startTime(Number(pid)) !== start;
}
function isOurs(path) {
    const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    return stat?.isDirectory() === true && stat.uid === process.getuid?.();
}
const digest = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 8);
const host = () => digest(`${(0,external_node_os_.hostname)()} ${contentOf('/etc/machine-id')}`);
/** Process numbers mean the same only within one boot and one namespace. */
const boot = () => digest(`${contentOf('/proc/sys/kernel/random/boot_id')} ${namespaceOfProcesses()}`);
function namespaceOfProcesses() {
    try {
        return (0,external_node_fs_.readlinkSync)('/proc/self/ns/pid');
    }
    catch {
        return '';
    }
}
/** Field 22 of /proc/pid/stat, in ticks since the boot; undefined where there is no such process. See proc(5). */
function startTime(pid) {
    const stat = contentOf(`/proc/${pid}/stat`);
    return stat === '' ? undefined : stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}
function contentOf(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./build/runner/run.js








/** Runs an operation between signals and clean-up. Never throws: what was thrown has become the result. */
async function runVerb(verb, values, surroundings) {
    try {
        refusePlatform();
        return { result: await operate(verb, values, surroundings) };
    }
    catch (error) {
        return failed(verb, error, surroundings.secrets);
    }
}
async function operate(verb, values, surroundings) {
    const { environment, by, idToken, installPrograms, folder, ask } = surroundings;
    const redact = redactor(surroundings.secrets);
    const progress = (event) => {
        const said = event.kind === 'note' || event.kind === 'warning';
        surroundings.progress(said ? { ...event, text: redact(event.text) } : event);
    };
    // Listening comes first: a signal just after the folder was made would leave it.
    let remove = () => { };
    const cancelling = onSignals(() => remove());
    const temporary = makeOrRelease(temporaryParent(values, environment, folder), cancelling);
    remove = temporary.remove;
    process.once('exit', temporary.remove);
    const { signal } = cancelling;
    try {
        const github = githubOf(values, environment, signal);
        const operation = await operations[verb]();
        const result = await operation(values, {
            progress,
            signal,
            by,
            environment,
            now: () => new Date(),
            temporary: temporary.path,
            ...(idToken && { idToken }),
            ...(installPrograms && { installPrograms }),
            ...(github && { github }),
            ...(ask && { ask: (question) => ask(question, signal) }),
            redact,
        });
        return 'warnings' in result ? { ...result, warnings: result.warnings.map(redact) } : result;
    }
    catch (error) {
        // Whatever broke because of the signal, the signal is the cause.
        throw signal.aborted ? signal.reason : error;
    }
    finally {
        // In this order: a signal that nobody listens to any more ends the process at once.
        temporary.remove();
        process.off('exit', temporary.remove);
        cancelling.release();
    }
}
function makeOrRelease(parent, cancelling) {
    try {
        return makeTemporary(parent);
    }
    catch (error) {
        cancelling.release();
        throw error;
    }
}
/** The spool is temporary too: one folder to be removed at the end, on the disk that was asked for. */
function temporaryParent(values, environment, folder) {
    const { spoolDir } = values;
    if (spoolDir)
        return (0,external_node_path_.isAbsolute)(spoolDir) ? spoolDir : (0,external_node_path_.join)(folder, spoolDir);
    return environment.RUNNER_TEMP || (0,external_node_os_.tmpdir)();
}
function refusePlatform() {
    const { platform, arch } = process;
    if (platform === 'linux' && (arch === 'x64' || arch === 'arm64'))
        return;
    const hint = 'use a Linux runner or machine (x64 or arm64), or the postgres image in docker';
    throw (0,errors/* environmentError */.me)(`pgproof does not run on ${platform} ${arch}`, hint);
}
/** The result of an error: a failure as it is, anything else as a bug with its stack. */
function failed(verb, error, secrets) {
    const redacted = redactor(secrets);
    if (error instanceof errors/* PgproofError */.wp && error.code !== 0) {
        const { code, reason, hint, record } = error;
        const said = { reason: redacted(reason), hint: redacted(hint), ...(record !== undefined && { record }) };
        return { result: { verb, ok: false, code, ...said } };
    }
    const reason = redacted(`a bug in pgproof: ${(0,errors/* messageOf */.bD)(error)}`);
    const hint = 'please report it with the stack, which is in the log';
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { result: { verb, ok: false, code: 70, reason, hint }, stack: redacted(stack) };
}
/** What nobody declared a secret and is one: keys that were given in the wrong place, whole or cut, also on one line. */
const KEYS = /AGE-SECRET-KEY-[A-Z0-9-]{6,}|-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)/gis;
/** Replaces secrets in every form; shorter ones than 4 characters would hit words that are none. */
function redactor(secrets) {
    const forms = secrets.flatMap(inputs_secrets/* formsOf */.XP).filter((form) => form.length >= 4);
    const sorted = forms.sort((a, b) => b.length - a.length);
    return (text) => sorted.reduce((shown, form) => shown.replaceAll(form, '***'), text.replace(KEYS, '***'));
}


/***/ }),

/***/ 52210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsOf),
/* harmony export */   R: () => (/* binding */ secretsGiven)
/* harmony export */ });
/* harmony import */ var _inputs_declare_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44966);
/* harmony import */ var _inputs_secrets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8569);
/* harmony import */ var _inputs_verbs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46898);



/** Standard variables whose value is a secret. */
const variables = [
    'PGPASSWORD',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'GITHUB_TOKEN',
    'GH_TOKEN',
];
/** Everything secret among the values of a verb and in the environment. */
function secretsOf(declaration, values, environment) {
    const given = Object.entries(declaration.inputs).flatMap(([name, input]) => secretsIn(input, values[(0,_inputs_declare_js__WEBPACK_IMPORTED_MODULE_1__/* .camel */ .nJ)(name)]));
    return [...new Set([...given, ...secretsGiven(environment)])].filter((secret) => secret !== '');
}
/** Everything secret in the environment, before anything of it is understood: a value that is refused must not be shown either. */
function secretsGiven(environment) {
    const inputs = Object.values(_inputs_verbs_js__WEBPACK_IMPORTED_MODULE_0__/* .declarations */ .I).flatMap((declaration) => Object.entries(declaration.inputs));
    const given = inputs.flatMap(([name, input]) => [`INPUT_${name.toUpperCase()}`, (0,_inputs_declare_js__WEBPACK_IMPORTED_MODULE_1__/* .variable */ .bv)(name)].flatMap((key) => secretsIn(input, environment[key])));
    return [...new Set([...given, ...variables.flatMap((name) => environment[name] ?? [])])].filter(Boolean);
}
function secretsIn({ secret, kind }, value) {
    if (kind === 'yaml')
        return typeof value === 'string' ? tokensIn([value]) : tokensIn(textsIn(value));
    if (typeof value !== 'string')
        return [];
    if (secret === 'whole')
        return [value];
    return secret === 'password' || kind === 'text' ? (0,_inputs_secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .passwordsIn */ .gW)(value) : [];
}
/** A path and query that long may hold the token of a webhook, for which the address is the password; and so may each word of them. */
const LONG = 16;
const LONG_PATH = /https?:\/\/[^\s/"'?#]+(\/[^\s"'#]{16,})/g;
function tokensIn(texts) {
    const paths = texts.flatMap((text) => [...text.matchAll(LONG_PATH)].flatMap(([, path]) => path ?? []));
    return paths.flatMap((path) => [path, ...path.split(/[/?&=;]/).filter((word) => word.length >= LONG)]);
}
/** All texts inside of what YAML gave. */
function textsIn(value) {
    if (typeof value === 'string')
        return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}


/***/ }),

/***/ 7951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ shownKey)
/* harmony export */ });
/** Of a public key so much as tells it from others. */
const shownKey = (key) => (key.length <= 24 ? key : `${key.slice(0, 16)}…${key.slice(-6)}`);


/***/ }),

/***/ 85025:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ ENCRYPTIONS),
/* harmony export */   IA: () => (/* binding */ checkKeeping),
/* harmony export */   Zq: () => (/* binding */ STORAGE_CLASSES)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

const ENCRYPTIONS = ['AES256', 'aws:kms'];
/** The classes that can be read at once. The others have to be thawed first, so that nothing could be read back, verified or restored. */
const STORAGE_CLASSES = ['STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR'];
/** Throws exit 2 for what a store does not take. `who` is its name; the lists hold what it takes. */
function checkKeeping({ encryption, kmsKey, storageClass }, who, takes) {
    if (kmsKey !== undefined && encryption !== 'aws:kms') {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)('kms-key is given without server-side-encryption', 'give server-side-encryption as aws:kms too');
    }
    if (encryption !== undefined && !takes.encryptions.includes(encryption))
        throw refused('server-side-encryption', encryption, who, takes.encryptions);
    if (storageClass !== undefined && !takes.storageClasses.includes(storageClass))
        throw refused('storage-class', storageClass, who, takes.storageClasses);
}
function refused(input, value, who, takes) {
    const hint = takes.length === 0 ? `leave ${input} out` : `leave ${input} out, or give ${takes.join(' or ')}`;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .usageError */ .Wp)(`${who} does not take ${value} as ${input}`, hint);
}


/***/ }),

/***/ 58508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The same as in package.json; `npm run generate -- --check` compares them. */
const version = '0.1.0';


/***/ })

};
