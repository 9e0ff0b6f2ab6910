export const id = 89;
export const ids = [89];
export const modules = {

/***/ 19473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wp: () => (/* binding */ usageError),
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
/** The message of anything that was thrown, on one line; never a whole error object, which may hold an environment. */
function messageOf(error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.replace(/\s*\n\s*/g, ' / ').trim() || 'unknown error';
}


/***/ }),

/***/ 44966:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bv: () => (/* binding */ variable),
/* harmony export */   nJ: () => (/* binding */ camel),
/* harmony export */   xe: () => (/* binding */ declare)
/* harmony export */ });
/** Keeps the literal types of a declaration. */
function declare(declaration) {
    return declaration;
}
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
/* harmony export */   uM: () => (/* binding */ share)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);

function input(kind, allowed, options, parse) {
    const { sentence, default: text, shown, required, secret, standard, only } = options;
    return {
        kind,
        sentence,
        allowed,
        required: required === true,
        ...(text !== undefined && { fallback: { text, ...(shown && { shown }) } }),
        ...(secret && { secret }),
        ...(standard && { standard }),
        ...(only && { only }),
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
const durationUnits = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
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
 * YAML without aliases (which can grow without bound) and without doubled keys.
 * Throws an Error that completes "not …", with the place where it breaks.
 */
function parseYaml(source, allowed) {
    try {
        return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(source, { uniqueKeys: true, maxAliasCount: 0, strict: true, logLevel: 'error' });
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

/***/ 72966:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Sh: () => (/* binding */ givenNames),
  VL: () => (/* binding */ hasFileForm),
  Ko: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/proof/nearest.js
var nearest = __webpack_require__(76723);
// EXTERNAL MODULE: ./build/inputs/kinds.js
var kinds = __webpack_require__(86447);
// EXTERNAL MODULE: ./build/inputs/nearest.js
var inputs_nearest = __webpack_require__(51410);
// EXTERNAL MODULE: ./build/inputs/secrets.js
var secrets = __webpack_require__(8569);
// EXTERNAL MODULE: ./build/inputs/verbs.js + 1 modules
var verbs = __webpack_require__(46380);
;// CONCATENATED MODULE: ./build/inputs/config.js







const standardName = 'pgproof.yml';
const expectations = ['max-backup-age', 'required-tables', 'size-tolerance'];
const inputs = Object.assign({}, ...Object.values(verbs/* declarations */.I1).map((d) => d.inputs));
const notInFile = ['config', 'json'];
const settings = Object.keys(inputs).filter((name) => !notInFile.includes(name));
const known = [...new Set([...settings, 'assertions', 'expectations'])];
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
    const { assertions, expectations: expected, ...rest } = entries;
    const flattened = expected == null ? {} : mapping(expected, `expectations in ${file}`, expectations);
    const values = new Map();
    for (const [name, value] of [...Object.entries(rest), ...Object.entries(flattened)]) {
        if (value == null)
            continue;
        if (values.has(name))
            throw (0,errors/* usageError */.Wp)(`${file} says ${name} twice`, `keep one of them`);
        values.set(name, setting(name, value, file));
    }
    return { file, values, assertions: assertions ?? undefined };
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
        if (!names.includes(key))
            throw (0,errors/* usageError */.Wp)(`${where} has an unknown key ${key}`, (0,inputs_nearest/* unknownNameHint */.H)(key, names));
    }
    return value;
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

// EXTERNAL MODULE: ./build/inputs/declare.js
var declare = __webpack_require__(44966);
;// CONCATENATED MODULE: ./build/inputs/read.js








/** Every value that has a `-file` form. */
const hasFileForm = (input) => input.secret !== undefined;
/** The names that may be given: the inputs, and the `-file` forms of secrets. */
function givenNames(declaration) {
    return Object.entries(declaration.inputs).flatMap(([name, input]) => hasFileForm(input) ? [name, `${name}-file`] : [name]);
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
        const meant = known.includes(input) ? undefined : (0,nearest/* nearest */.p)(input, known);
        if (meant)
            sources.warn?.(`the variable ${name} is not known and not used; did you mean ${(0,declare/* variable */.bv)(meant)}?`);
    }
}
function find(name, declaration, sources, config) {
    const input = declaration.inputs[name];
    if (!input)
        return undefined;
    return (fromGiven(name, input, sources) ?? fromEnvironment(name, input, sources) ?? fromConfig(name, input, sources, config));
}
function fromGiven(name, input, sources) {
    const shown = sources.by === 'flag' ? `--${name}` : name;
    const value = sources.given[name];
    const path = hasFileForm(input) ? sources.given[`${name}-file`] : undefined;
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
        ? { value: fromFile(`${shown}-file`, String(path), sources.folder), place: `${shown}-file` }
        : undefined;
}
function refuseSecret(name, input, value) {
    if (!(0,secrets/* holdsSecret */.hK)(input, value))
        return;
    if (input.secret === undefined) {
        const hint = `no ${name} holds credentials: a storage's are given as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment`;
        throw (0,errors/* usageError */.Wp)(`--${name} holds a password`, hint);
    }
    const file = hasFileForm(input) ? ` or put it into a file and give --${name}-file` : '';
    const hint = `set ${(0,declare/* variable */.bv)(name)} instead${file}: a command line can be read by every user of the machine`;
    throw (0,errors/* usageError */.Wp)(`--${name} holds a ${input.secret === 'whole' ? 'secret' : 'password'}`, hint);
}
function fromEnvironment(name, input, sources) {
    const plain = sources.environment[(0,declare/* variable */.bv)(name)];
    const fileName = (0,declare/* variable */.bv)(`${name}-file`);
    const path = hasFileForm(input) ? sources.environment[fileName] : undefined;
    if (plain && path)
        throw (0,errors/* usageError */.Wp)(`${(0,declare/* variable */.bv)(name)} and ${fileName} are both set`, 'unset one of them');
    if (plain)
        return { value: plain, place: (0,declare/* variable */.bv)(name) };
    return path ? { value: fromFile(fileName, path, sources.folder), place: fileName } : undefined;
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
function fromFile(shown, path, folder) {
    try {
        return (0,external_node_fs_.readFileSync)((0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.join)(folder, path), 'utf8').replace(/\r?\n$/, '');
    }
    catch (error) {
        const hint = 'name a file that exists and can be read';
        throw (0,errors/* usageError */.Wp)(`the file that ${shown} names cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, hint, error);
    }
}
function resolved(name, input, found, config) {
    if (name === 'assertions' && found === undefined)
        return config?.assertions;
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
        const shown = input.secret ? 'set to something' : `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
        const hint = input.fallback?.text
            ? `the default is ${input.fallback.shown ?? input.fallback.text}`
            : `write ${name} as its help says (pgproof <command> --help)`;
        throw (0,errors/* usageError */.Wp)(`${place} is ${shown}, not ${(0,errors/* messageOf */.bD)(error)}`, hint);
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
/** Every form in which a secret may turn up in a log: as it is, URL-encoded, and line by line. */
function formsOf(secret) {
    const parts = [secret, ...secret.split('\n')].map((part) => part.trim()).filter((part) => part !== '');
    return [...new Set(parts.flatMap((part) => [part, encodeURIComponent(part), encodeURI(part), decoded(part)]))];
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

/***/ 46380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I1: () => (/* binding */ declarations)
});

// UNUSED EXPORTS: backup, demo, doctor, listBackups, restoreTest, verify

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/inputs/kinds.js
var kinds = __webpack_require__(86447);
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
};
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
const whichBackup = (0,kinds/* text */.Qq)({
    sentence: 'Which backup: an id, `latest`, `latest:<type>`, `latest-verified`, `tag:<tag>`, `random` or `before:2026-11-01T00:00Z`.',
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

// EXTERNAL MODULE: ./build/inputs/declare.js
var declare = __webpack_require__(44966);
;// CONCATENATED MODULE: ./build/inputs/verbs.js



const word = { pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, allowed: 'a word of letters, digits, dots and hyphens' };
const selection = {
    schemas: (0,kinds/* list */.p_)({ sentence: 'Only these schemas, by exact name, one per line.' }),
    'exclude-schemas': (0,kinds/* list */.p_)({ sentence: 'Not these schemas, by exact name, one per line.' }),
    tables: (0,kinds/* list */.p_)({ sentence: 'Only these tables, as `schema.table`, one per line.' }),
    'exclude-tables': (0,kinds/* list */.p_)({ sentence: 'Not these tables, as `schema.table`, one per line.' }),
    'exclude-table-data': (0,kinds/* list */.p_)({ sentence: 'Only the definition, not the rows, of these tables, one per line.' }),
    'schema-only': (0,kinds/* flag */.Jt)({ sentence: 'Definitions without rows.' }),
    'data-only': (0,kinds/* flag */.Jt)({ sentence: 'Rows without definitions.' }),
};
const backupInputs = {
    'database-url': databaseUrl,
    ...storageInputs,
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
    inputs: backupInputs,
    outputs: {
        id: 'Id of the backup.',
        location: 'Where the backup lies, without secrets.',
        tables: 'Number of tables with rows in the dump.',
        rows: 'Number of rows.',
        'raw-bytes': 'Bytes of all rows as text.',
        'stored-bytes': 'Bytes in the storage.',
        seconds: 'How long it took.',
        'manifest-digest': 'SHA-256 of the manifest.',
    },
});
const verify = (0,declare/* declare */.xe)({
    verb: 'verify',
    sentence: 'Read a backup back, every byte of it, and compare each digest and row count. Needs no database.',
    inputs: {
        backup: whichBackup,
        ...storageInputs,
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
const restoreTest = (0,declare/* declare */.xe)({
    verb: 'restore-test',
    sentence: 'Restore a backup for real, dump it again, and prove that the second dump equals the first.',
    inputs: {
        backup: whichBackup,
        ...storageInputs,
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
    },
});
const listBackups = (0,declare/* declare */.xe)({
    verb: 'list',
    sentence: 'List the backups in a storage: when, how large, and when each was last verified and restore-tested.',
    inputs: { ...storageInputs, ...reportInputs },
    outputs: {
        count: 'Number of backups.',
        latest: 'Id of the newest complete backup.',
        'latest-verified': 'Id of the newest complete backup that was verified.',
        backups: 'The backups as a JSON array.',
    },
});
const doctor = (0,declare/* declare */.xe)({
    verb: 'doctor',
    sentence: 'Check connection, privileges, client, disk and storage before anything is backed up.',
    inputs: backupInputs,
    outputs: { warnings: 'Number of warnings.', failures: 'Number of failures.' },
});
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
});
const declarations = { backup, verify, 'restore-test': restoreTest, list: listBackups, doctor, demo };


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

/***/ 60151:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bS: () => (/* binding */ checkReportPaths),
  Ev: () => (/* binding */ told),
  u5: () => (/* binding */ writeReport)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/report/format.js
var format = __webpack_require__(92772);
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

;// CONCATENATED MODULE: ./build/report/shared.js


/** `schema.name` on one line, whatever the names hold. */
const qualified = (schema, name) => (0,format/* visible */.RK)(`${schema}.${name}`);
/** The sentence at the top: what was achieved, or the failure's own reason and hint. */
function verdict(outcome, achieved) {
    return outcome.ok ? { tone: 'good', text: achieved } : { tone: 'bad', text: outcome.reason, hint: outcome.hint };
}
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
    const { backup, totals, source, seconds } = result;
    return {
        title: `Backup of ${backup.name}`,
        verdict: verdict(result, `backed up ${(0,format/* counted */.hS)(totals.rows, 'row')} in ${(0,format/* time */.kB)(seconds)}`),
        facts: [
            { label: 'Backup', text: `${backup.id} (${backup.type})${backup.partial ? `, partial: ${backup.partial}` : ''}` },
            { label: 'Where', text: backup.location },
            { label: 'Source', text: sourceOf(source) },
            { label: 'Tables', text: `${(0,format/* count */.U9)(totals.tables)} with ${(0,format/* counted */.hS)(totals.rows, 'row')}` },
            ...(totals.largeObjects > 0 ? [{ label: 'Large objects', text: (0,format/* count */.U9)(totals.largeObjects) }] : []),
            { label: 'Size', text: sizeOf(totals) },
            { label: 'Time', text: `${(0,format/* time */.kB)(seconds)}, ${(0,format/* bytes */.ee)(totals.rawBytes / Math.max(seconds, 0.001))}/s` },
            { label: 'Spool', text: spoolOf(result.spool) },
            { label: 'Manifest', text: `sha256:${result.manifestDigest}` },
            ...(result.crossChecked === undefined
                ? []
                : [
                    {
                        label: 'Cross-check',
                        text: `${(0,format/* counted */.hS)(result.crossChecked, 'table')} counted in the same snapshot, equal`,
                    },
                ]),
        ],
        sections: [
            ...bars({ title: 'Largest tables', names: true }, 'bytes of rows as text', tableBars(result)),
            ...table({ title: 'Tables', names: true }, [{ title: 'table' }, { title: 'rows', align: 'right' }, { title: 'size', align: 'right' }], [...result.tables]
                .sort((a, b) => b.bytes - a.bytes)
                .map(({ schema, name, rows, bytes: raw }) => [
                plain(qualified(schema, name)),
                plain((0,format/* count */.U9)(rows)),
                plain((0,format/* bytes */.ee)(raw)),
            ])),
            ...unchecked('Not in the dump', result.notContained),
        ],
        warnings: result.warnings,
    };
}
const tableBars = ({ tables }) => tables.map(({ schema, name, bytes: raw }) => ({ label: qualified(schema, name), value: raw, shown: (0,format/* bytes */.ee)(raw) }));
function sourceOf(source) {
    const profile = source.profile ? `, profile ${source.profile}` : '';
    return `${source.database}, PostgreSQL ${source.serverVersion}, pg_dump ${source.clientVersion}${profile}`;
}
function spoolOf({ peakBytes, pausedSeconds }) {
    const paused = pausedSeconds >= 1 ? `, pg_dump waited ${(0,format/* time */.kB)(pausedSeconds)} for the storage` : '';
    return `at most ${(0,format/* bytes */.ee)(peakBytes)} of disk${paused}`;
}
/** How much, and how much smaller than its text. */
function sizeOf({ rawBytes, storedBytes, objects }) {
    const ratio = storedBytes > 0 && rawBytes > storedBytes ? `, ${(rawBytes / storedBytes).toFixed(1)} times smaller` : '';
    return `${(0,format/* bytes */.ee)(rawBytes)} of rows as text, ${(0,format/* bytes */.ee)(storedBytes)} stored${ratio}, in ${(0,format/* counted */.hS)(objects, 'object')}`;
}

;// CONCATENATED MODULE: ./build/report/demo.js



function demoSheet(result) {
    const { steps, totals, seconds, folder } = result;
    return {
        title: 'Demo',
        verdict: verdict(result, `backed up, restored and proved equal, and every damage was caught and named, in ${(0,format/* time */.kB)(seconds)}`),
        facts: [
            {
                label: 'Database',
                text: `${(0,format/* counted */.hS)(totals.tables, 'table')}, ${(0,format/* counted */.hS)(totals.rows, 'row')}, ${(0,format/* bytes */.ee)(totals.rawBytes)} as text`,
            },
            { label: 'Backup', text: `${(0,format/* bytes */.ee)(totals.storedBytes)} stored` },
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

;// CONCATENATED MODULE: ./build/report/doctor.js



const tones = {
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
            { text: state, tone: tones[state] },
            plain(hint === undefined
                ? found
                : `${found}
→ ${hint}`),
        ])),
        warnings: result.warnings,
    };
}

;// CONCATENATED MODULE: ./build/report/list.js



function listSheet(result) {
    const { backups, unreadable, running } = result;
    return {
        title: `Backups in ${result.location}`,
        verdict: verdict(result, (0,format/* counted */.hS)(backups.length, 'backup')),
        facts: [],
        sections: [
            ...table({ title: 'Backups' }, columns, backups.map(row)),
            ...bars({ title: 'Stored size' }, 'bytes', backups.slice(0, 10).map(bar)),
            ...table({ title: 'Unreadable' }, [{ title: 'name' }, { title: 'id' }, { title: 'why' }], unreadable.map(({ name, id, why }) => [plain(name), plain(id), { text: why, tone: 'bad' }])),
            ...table({ title: 'Running' }, [{ title: 'name' }, { title: 'id' }], running.map(({ name, id }) => [plain(name), plain(id)])),
        ],
        warnings: result.warnings,
    };
}
const columns = [
    { title: 'id' },
    { title: 'name' },
    { title: 'type' },
    { title: 'size', align: 'right' },
    { title: 'rows', align: 'right' },
    { title: 'created' },
    { title: 'by' },
    { title: 'verified' },
    { title: 'restore-tested' },
];
const bar = ({ id, storedBytes }) => ({ label: id, value: storedBytes, shown: (0,format/* bytes */.ee)(storedBytes) });
function row(backup) {
    const tags = backup.tags.length > 0 ? ` [${backup.tags.join(', ')}]` : '';
    return [
        plain(backup.id),
        plain(backup.name),
        backup.partial
            ? { text: `${backup.type}${tags}, partial: ${backup.partial}`, tone: 'warning' }
            : plain(backup.type + tags),
        plain((0,format/* bytes */.ee)(backup.storedBytes)),
        plain((0,format/* count */.U9)(backup.rows)),
        plain(backup.created.replace(/:\d\d(\.\d+)?Z$/, 'Z').replace('T', ' ')),
        plain(backup.by),
        badge(backup.verified),
        badge(backup.restoreTested),
    ];
}
function badge(badge) {
    if (!badge)
        return { text: 'never', tone: 'warning' };
    return badge.ok
        ? { text: `${(0,format/* age */.KW)(badge.ageSeconds)} ago`, tone: 'good' }
        : { text: `failed ${(0,format/* age */.KW)(badge.ageSeconds)} ago`, tone: 'bad' };
}

;// CONCATENATED MODULE: ./build/report/restore-test.js



function restoreTestSheet(result) {
    const { backup, tables, definitions } = result;
    const achieved = `restored and proved equal: ${(0,format/* counted */.hS)(tables.length, 'table')}, ${(0,format/* counted */.hS)(rowsOf(result), 'row')}, ${(0,format/* counted */.hS)(definitions.entries, 'definition')}`;
    return {
        title: `Restore-test of ${backup.name}`,
        verdict: verdict(result, achieved),
        facts: facts(result),
        sections: [
            ...tablesSection(result),
            ...definitionsSection(result),
            ...largeObjectsSection(result),
            ...indexesSection(result),
            ...checks('What a second dump cannot see', result.checks),
            ...checks('Assertions', result.assertions),
            ...driftSection(result),
            ...phasesSections(result),
            ...unchecked('Not checked', result.notChecked),
            ...keptSection(result),
        ],
        warnings: result.warnings,
    };
}
const rowsOf = ({ tables }) => tables.reduce((sum, { rows }) => sum + rows, 0);
const bytesOf = ({ tables }) => tables.reduce((sum, { bytes: raw }) => sum + raw, 0);
function facts(result) {
    const { backup, target, tables, definitions, largeObjects } = result;
    const equal = tables.filter((restored) => restored.equal).length;
    const settled = definitions.settled > 0 ? `, ${(0,format/* count */.U9)(definitions.settled)} of them in settled form` : '';
    return [
        { label: 'Backup', text: `${backup.id} (${backup.type})${backup.partial ? `, partial: ${backup.partial}` : ''}` },
        { label: 'Target', text: `${target.address}, PostgreSQL ${target.serverVersion} (${target.kind})` },
        {
            label: 'Tables',
            text: `${(0,format/* count */.U9)(equal)} of ${(0,format/* count */.U9)(tables.length)} equal, ${(0,format/* counted */.hS)(rowsOf(result), 'row')}, ${(0,format/* bytes */.ee)(bytesOf(result))}`,
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
function tablesSection({ tables }) {
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
        plain((0,format/* bytes */.ee)(restored.bytes)),
        equality(restored.equal),
        plain(restored.difference ?? ''),
    ]));
}
function definitionsSection({ definitions }) {
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
        plain(liveRows === undefined ? '' : signed(liveRows - backupRows)),
    ]));
}
const signed = (difference) => (difference > 0 ? `+${(0,format/* count */.U9)(difference)}` : (0,format/* count */.U9)(difference));
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
function keptSection({ kept }) {
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
        return [`remove it: ${stop}rm -rf ${shellWord(server.folder)}`];
    }
    const login = `--host=${shellWord(kept.host)} --port=${kept.port} --username=${shellWord(kept.user)}`;
    return [`remove it: dropdb --force ${login} ${shellWord(kept.database)}`];
}
const shellWord = (text) => (/^[A-Za-z0-9_./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

;// CONCATENATED MODULE: ./build/report/verify.js



function verifySheet(result) {
    const { backup, checked, damaged, expectations } = result;
    const whole = checked.share === 1;
    const achieved = whole
        ? `verified: every byte of ${(0,format/* counted */.hS)(checked.objects, 'object')} was read and compared`
        : `a sample of ${(0,format/* percentage */.X1)(checked.share)} is good; the backup is not verified by it`;
    return {
        title: `${whole ? 'Verification' : 'Sample'} of ${backup.name}`,
        verdict: verdict(result, achieved),
        facts: [
            { label: 'Backup', text: `${backup.id} (${backup.type})${backup.partial ? `, partial: ${backup.partial}` : ''}` },
            { label: 'Where', text: backup.location },
            {
                label: 'Read',
                text: `${(0,format/* bytes */.ee)(checked.bytes)} in ${(0,format/* counted */.hS)(checked.objects, 'object')}, ${(0,format/* percentage */.X1)(checked.share)}`,
            },
            { label: 'Compared', text: `${(0,format/* counted */.hS)(checked.tables, 'table')}, ${(0,format/* counted */.hS)(checked.rows, 'row')}` },
            { label: 'Damaged', text: (0,format/* count */.U9)(damaged.length) },
            { label: 'Expectations', text: expectations.length === 0 ? 'none configured' : tally(expectations) },
            { label: 'Time', text: `${(0,format/* time */.kB)(result.seconds)}, ${(0,format/* bytes */.ee)(checked.bytes / Math.max(result.seconds, 0.001))}/s` },
        ],
        sections: [
            ...table({ title: 'Damaged', names: true }, [{ title: 'object' }, { title: 'table' }, { title: 'what is wrong' }], damaged.map(({ object, table: of, what }) => [plain(object), plain(of ?? ''), { text: what, tone: 'bad' }])),
            ...checks('Expectations', expectations),
            ...unchecked('Not checked', result.notChecked),
        ],
        warnings: result.warnings,
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
        case 'list':
            return listSheet(result);
        case 'doctor':
            return doctorSheet(result);
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
.chart { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr max-content; gap: .35rem .9rem; align-items: center; font-size: .93rem; }
.chart .name { overflow: hidden; text-overflow: ellipsis; max-width: 18rem; }
.track { background: var(--line); border-radius: .2rem; }
.bar { background: var(--bar); height: .8rem; min-width: 2px; border-radius: .2rem; }
`;

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
/** The sheet of a result, as much of it as may be told. */
function told(result, detail) {
    const sheet = describe(result);
    return detail === 'full' ? sheet : totalsOnly(sheet);
}
/** Writes the report, in the format that the path's ending names. Throws exit 3 where the file cannot be written. */
function writeReport(path, result, options) {
    const { detail, made } = options;
    try {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
        (0,external_node_fs_.writeFileSync)(path, content((0,external_node_path_.extname)(path), result, detail, made));
    }
    catch (error) {
        throw (0,errors/* environmentError */.me)(`the report ${path} cannot be written: ${(0,errors/* messageOf */.bD)(error)}`, 'name a place that can be written to', error);
    }
}
function content(ending, result, detail, made) {
    if (ending === '.json')
        return `${JSON.stringify(detail === 'full' ? result : totals(result), null, 2)}\n`;
    const sheet = told(result, detail);
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
];
function totals(result) {
    const entries = Object.entries(result).map(([key, value]) => [
        key,
        naming.includes(key) && Array.isArray(value) ? [] : value,
    ]);
    const { definitions, largeObjects, ...rest } = Object.fromEntries(entries);
    return {
        ...rest,
        ...(definitions && { definitions: { ...definitions, differences: [] } }),
        ...(largeObjects && { largeObjects: { ...largeObjects, differences: [] } }),
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
/* harmony export */   ee: () => (/* binding */ bytes),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   kB: () => (/* binding */ time)
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
const cell = ({ text, tone = 'plain' }) => `${signs[tone]}${escaped(text)}`;
/** Mermaid takes ASCII labels only, and a quote would end them. */
const label = (text) => `"${text.replace(/[^A-Za-z0-9_. -]/g, '_').slice(0, 40)}"`;
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
        ...sheet.sections.filter(({ kind }) => kind !== 'bars').map((section) => sectionText(section, options)),
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
    if (section.kind === 'bars')
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
    const run = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}/attempts/${GITHUB_RUN_ATTEMPT ?? 1}`;
    return {
        who: GITHUB_ACTOR || user(),
        host: environment.RUNNER_NAME || (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)(),
        ...(GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID && { run }),
        ...(GITHUB_SHA && { commit: GITHUB_SHA }),
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

/***/ 84712:
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

;// CONCATENATED MODULE: ./build/runner/operations.js
/** Each verb's operation, loaded when it is asked for: a start must not wait for what it does not use. */
const loaders = {
    backup: async () => (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(849), __webpack_require__.e(118), __webpack_require__.e(384), __webpack_require__.e(161), __webpack_require__.e(726), __webpack_require__.e(709), __webpack_require__.e(336), __webpack_require__.e(753), __webpack_require__.e(387), __webpack_require__.e(561), __webpack_require__.e(728)]).then(__webpack_require__.bind(__webpack_require__, 49561))).backup,
    verify: async () => (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(118), __webpack_require__.e(384), __webpack_require__.e(161), __webpack_require__.e(709), __webpack_require__.e(753), __webpack_require__.e(479)]).then(__webpack_require__.bind(__webpack_require__, 53187))).verify,
    'restore-test': async () => (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(849), __webpack_require__.e(118), __webpack_require__.e(218), __webpack_require__.e(384), __webpack_require__.e(161), __webpack_require__.e(726), __webpack_require__.e(709), __webpack_require__.e(336), __webpack_require__.e(753), __webpack_require__.e(387), __webpack_require__.e(610)]).then(__webpack_require__.bind(__webpack_require__, 98610))).restoreTest,
    list: async () => (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(161), __webpack_require__.e(709), __webpack_require__.e(996)]).then(__webpack_require__.bind(__webpack_require__, 64799))).list,
    doctor: async () => (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(849), __webpack_require__.e(384), __webpack_require__.e(161), __webpack_require__.e(726), __webpack_require__.e(336), __webpack_require__.e(444)]).then(__webpack_require__.bind(__webpack_require__, 91444))).doctor,
    demo: async () => (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(849), __webpack_require__.e(118), __webpack_require__.e(218), __webpack_require__.e(384), __webpack_require__.e(161), __webpack_require__.e(726), __webpack_require__.e(709), __webpack_require__.e(336), __webpack_require__.e(753), __webpack_require__.e(387), __webpack_require__.e(610), __webpack_require__.e(561), __webpack_require__.e(748)]).then(__webpack_require__.bind(__webpack_require__, 81748))).demo,
};
/** With the types of verb and request untied, for those who have both from the same declaration. */
const operations = loaders;

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
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
            (0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
        }
        catch {
            // Another run sweeps at the same time, or a file belongs to another user: the next run tries again.
        }
    }
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
    const { environment, progress, by, idToken, installPrograms, folder } = surroundings;
    const temporary = makeTemporary(temporaryParent(values, environment, folder));
    const cancelling = onSignals(temporary.remove);
    process.once('exit', temporary.remove);
    const { signal } = cancelling;
    try {
        const operation = await operations[verb]();
        return await operation(values, {
            progress,
            signal,
            by,
            environment,
            now: () => new Date(),
            temporary: temporary.path,
            ...(idToken && { idToken }),
            ...(installPrograms && { installPrograms }),
        });
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
/** Replaces secrets in every form; shorter ones than 4 characters would hit words that are none. */
function redactor(secrets) {
    const forms = secrets.flatMap(inputs_secrets/* formsOf */.XP).filter((form) => form.length >= 4);
    const sorted = forms.sort((a, b) => b.length - a.length);
    return (text) => sorted.reduce((shown, form) => shown.replaceAll(form, '***'), text);
}


/***/ }),

/***/ 52210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsOf)
/* harmony export */ });
/* harmony import */ var _inputs_declare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44966);
/* harmony import */ var _inputs_secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8569);


const variables = ['PGPASSWORD', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'ACTIONS_RUNTIME_TOKEN'];
/** Everything secret among the values of a verb and in the environment. */
function secretsOf(declaration, values, environment) {
    const given = Object.entries(declaration.inputs).flatMap(([name, { secret, kind }]) => {
        const value = values[(0,_inputs_declare_js__WEBPACK_IMPORTED_MODULE_0__/* .camel */ .nJ)(name)];
        if (typeof value !== 'string')
            return [];
        if (secret === 'whole')
            return [value];
        return secret === 'password' || kind === 'text' ? (0,_inputs_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .passwordsIn */ .gW)(value) : [];
    });
    const standard = variables.flatMap((name) => environment[name] ?? []);
    return [...new Set([...given, ...standard])].filter((secret) => secret !== '');
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
