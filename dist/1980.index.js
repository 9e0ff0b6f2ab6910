export const id = 1980;
export const ids = [1980,4104];
export const modules = {

/***/ 11980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keygen: () => (/* binding */ keygen)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/sealing/age-keys.js
var age_keys = __webpack_require__(24104);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/age-encryption/dist/index.js + 51 modules
var dist = __webpack_require__(81539);
;// CONCATENATED MODULE: ./build/sealing/new-keys.js


/** A pair of age, in the format of age-keygen: comments, then the key. `made` stands in the first comment. */
async function newAgeKeys(made, postQuantum) {
    const identity = postQuantum ? await (0,dist/* generateHybridIdentity */.ud)() : await (0,dist/* generateX25519Identity */.ou)();
    const recipient = await (0,dist/* identityToRecipient */.RE)(identity);
    const time = made.toISOString().replace(/\.\d+Z$/, 'Z');
    return { secret: `# created: ${time}\n# public key: ${recipient}\n${identity}\n`, public: `${recipient}\n` };
}
/** A pair of Ed25519 in PEM, as openssl writes it: PKCS #8 and SubjectPublicKeyInfo. */
function newSigningKeys() {
    const { privateKey, publicKey } = (0,external_node_crypto_.generateKeyPairSync)('ed25519', {
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    return { secret: privateKey, public: publicKey };
}

// EXTERNAL MODULE: ./build/sealing/signature.js
var signature = __webpack_require__(10790);
// EXTERNAL MODULE: ./build/operations/restore-command.js
var restore_command = __webpack_require__(64877);
;// CONCATENATED MODULE: ./build/operations/keygen.js








/**
 * Makes keys, each half in a file of its own, and says where they belong. Nothing that is there is overwritten, and no secret is in the result.
 * Throws exit 2 where the folder is not there, 4 where one of the files is.
 */
async function keygen(request, context) {
    const started = context.now();
    const warnings = await checkFolder(request.out);
    const made = await newKeys(request, started);
    await writeAll(made.flatMap((key) => filesOf(key, request.out)));
    return {
        ok: true,
        code: 0,
        verb: 'keygen',
        seconds: (context.now().getTime() - started.getTime()) / 1000,
        warnings,
        keys: made.map(({ kind, pair }) => ({
            kind,
            public: pair.public.trimEnd(),
            fingerprint: fingerprintOf(kind, pair),
        })),
        files: made.flatMap((key) => placesOf(key, request.out)),
    };
}
async function checkFolder(folder) {
    const found = await (0,promises_.stat)(folder).catch((error) => {
        const hint = 'give out a folder that is there, and yours alone (mode 0700)';
        throw (0,errors/* usageError */.Wp)(`the folder ${folder} cannot be looked at: ${(0,errors/* messageOf */.bD)(error)}`, hint, error);
    });
    if (!found.isDirectory())
        throw (0,errors/* usageError */.Wp)(`${folder} is not a folder`, 'give out a folder that is there');
    if ((found.mode & 0o002) === 0)
        return [];
    return [`every user of this machine may write to ${folder}: move the files to a folder of your own (mode 0700)`];
}
async function newKeys({ for: wanted, postQuantum }, now) {
    const age = async () => ({
        kind: 'age',
        pair: await newAgeKeys(now, postQuantum),
        secret: 'pgproof-identity.txt',
        public: 'pgproof-recipient.txt',
    });
    const signing = () => ({
        kind: 'sign',
        pair: newSigningKeys(),
        secret: 'pgproof-sign-key.pem',
        public: 'pgproof-verify-key.pem',
    });
    return [...(wanted === 'sign' ? [] : [await age()]), ...(wanted === 'age' ? [] : [signing()])];
}
const fingerprintOf = (kind, pair) => kind === 'age' ? (0,age_keys.recipientFingerprint)(pair.public.trimEnd()) : (0,signature.parseSignKey)(pair.secret).fingerprint;
const filesOf = (key, folder) => [
    { path: (0,external_node_path_.join)(folder, key.secret), text: key.pair.secret, mode: 0o600 },
    { path: (0,external_node_path_.join)(folder, key.public), text: key.pair.public, mode: 0o644 },
];
/** All or nothing: half a pair that is left behind would be taken for a whole one. */
async function writeAll(files) {
    for (const { path } of files)
        if ((0,external_node_fs_.existsSync)(path))
            throw isThere(path);
    const written = [];
    try {
        for (const file of files) {
            await write(file, () => written.push(file.path));
        }
    }
    catch (error) {
        for (const path of written)
            await (0,promises_.rm)(path, { force: true });
        throw error;
    }
}
async function write({ path, text, mode }, onMade) {
    try {
        const file = await (0,promises_.open)(path, 'wx', mode);
        onMade();
        try {
            await file.writeFile(text);
            await file.sync();
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        if (error.code === 'EEXIST')
            throw isThere(path);
        throw (0,errors/* environmentError */.me)(`${path} cannot be written: ${(0,errors/* messageOf */.bD)(error)}`, 'give out a folder of your own with room in it; no key was made', error);
    }
}
const isThere = (path) => (0,errors/* refusal */.x5)(`${path} is there already, and backups may depend on it`, 'give out another folder, or move that file to where it is kept; no key was made');
/** Where both halves belong; the commands are of GitHub's `gh`, with the names that examples/encrypted-backup.yml has. */
const PLACES = {
    age: [
        {
            half: 'public',
            input: 'encrypt-to',
            place: 'the backup job, as a variable: it seals, and opens nothing',
            command: 'gh variable set BACKUP_RECIPIENTS',
        },
        {
            half: 'secret',
            input: 'identity',
            place: 'the environment of the restore-test alone, never the backup job; and on paper, in a safe',
            command: 'gh secret set BACKUP_IDENTITY --env backup-keys',
        },
    ],
    sign: [
        {
            half: 'secret',
            input: 'sign-key',
            place: 'the jobs that write to the storage, as a secret',
            command: 'gh secret set BACKUP_SIGN_KEY',
        },
        {
            half: 'public',
            input: 'verify-key',
            place: 'every job, as a variable; and with the recovery sheet',
            command: 'gh variable set BACKUP_VERIFY_KEY',
        },
    ],
};
const placesOf = (key, folder) => PLACES[key.kind].map(({ half, input, place, command }) => {
    const path = (0,external_node_path_.join)(folder, key[half]);
    return { path, input, secret: half === 'secret', place, command: `${command} < ${(0,restore_command/* shellWord */.r7)(path)}` };
});


/***/ }),

/***/ 24104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseIdentities: () => (/* binding */ parseIdentities),
/* harmony export */   parseRecipients: () => (/* binding */ parseRecipients),
/* harmony export */   recipientFingerprint: () => (/* binding */ recipientFingerprint),
/* harmony export */   recipientsOf: () => (/* binding */ recipientsOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var age_encryption__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81539);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _shown_key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7951);




/** Checks recipients as users give them to an input, one each, and drops doubles. Throws exit 2 with what is wrong, never showing what may be a secret. */
function parseRecipients(lines, input = 'encrypt-to') {
    const given = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
    if (given.length === 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${input} holds no recipient`, `give ${RECIPIENT}`);
    return [...new Set(given.map((line, index) => recipient(line, `entry ${index + 1} of ${input}`)))];
}
const RECIPIENT = 'public keys of age, one per line, as age-keygen or pgproof keygen prints them: age1…';
function recipient(line, place) {
    if (/^AGE-SECRET-KEY-/i.test(line)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${place} is a secret key`, 'give the public one (age1…), which age-keygen -y prints, and take the secret one out of this place');
    }
    if (/^(ssh-|ecdsa-|sk-)/.test(line)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${place} is an SSH key, which pgproof cannot seal for`, 'make a key of age: pgproof keygen');
    }
    try {
        new age_encryption__WEBPACK_IMPORTED_MODULE_1__/* .Encrypter */ .T7().addRecipient(line);
        return line;
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`${place}, ${(0,_shown_key_js__WEBPACK_IMPORTED_MODULE_3__/* .shownKey */ .d)(line)}, is no recipient of age`, `give ${RECIPIENT}`, error);
    }
}
/** The public keys of secret ones. */
const recipientsOf = (identities) => Promise.all(identities.map(age_encryption__WEBPACK_IMPORTED_MODULE_1__/* .identityToRecipient */ .RE));
/** `SHA256:` and the base64 of the SHA-256 of the recipient's text, without padding: long ones are compared by it. */
const recipientFingerprint = (recipient) => `SHA256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(recipient).digest('base64').replace(/=+$/, '')}`;
/** Reads secret keys as age-keygen writes them: one per line, with comments. Throws exit 2, naming the line alone. */
async function parseIdentities(text) {
    const lines = text.split('\n').map((line) => line.trim());
    const identities = lines.filter((line) => line !== '' && !line.startsWith('#'));
    if (identities.length === 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('identity holds no key', HOW);
    if (identities.some((line) => line.startsWith('-----BEGIN')))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)('identity is not a secret key of age', `keys of SSH and PEM files do not open backups; ${HOW}`);
    for (const identity of identities) {
        await (0,age_encryption__WEBPACK_IMPORTED_MODULE_1__/* .identityToRecipient */ .RE)(identity).catch((error) => {
            const place = lines.indexOf(identity) + 1;
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .usageError */ .Wp)(`line ${place} of identity is not a secret key of age`, HOW, error);
        });
    }
    return [...new Set(identities)];
}
const HOW = 'give the text that age-keygen or pgproof keygen wrote, with its line AGE-SECRET-KEY-1…';


/***/ }),

/***/ 10790:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseSignKey: () => (/* binding */ parseSignKey),
/* harmony export */   parseVerifyKeys: () => (/* binding */ parseVerifyKeys),
/* harmony export */   t: () => (/* binding */ SIGNATURE_BYTES)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);


/** Bytes of a raw Ed25519 signature (RFC 8032). */
const SIGNATURE_BYTES = 64;
const MADE_BY = 'pgproof keygen or openssl genpkey -algorithm ed25519';
/** Reads a secret key in PEM (PKCS #8). Throws exit 2 for anything else, and shows nothing of it. */
function parseSignKey(pem) {
    const key = secretKey(pem);
    if (key.asymmetricKeyType !== 'ed25519')
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(`sign-key is a key of the kind ${key.asymmetricKeyType}, not of Ed25519`, `make one with ${MADE_BY}`);
    const half = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(key);
    return {
        fingerprint: fingerprintOf(half),
        publicKey: half.export({ type: 'spki', format: 'pem' }).toString(),
        sign: (bytes) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)(null, bytes, key),
    };
}
function secretKey(pem) {
    if (pem.trim() === '')
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)('sign-key is empty', `give the text of a key file made with ${MADE_BY}`);
    if (/ENCRYPTED PRIVATE KEY/.test(pem)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)('sign-key is locked with a passphrase', 'unlock it with openssl pkey, and keep the file 0600');
    }
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(pem);
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)('sign-key is not a secret key in PEM', `give the text of a key file made with ${MADE_BY}`, error);
    }
}
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g;
/** Reads public keys in PEM, one after the other. Throws exit 2 where there is none, or something else among them. */
function parseVerifyKeys(text) {
    const hint = 'give public keys in PEM, as pgproof keygen wrote them (-----BEGIN PUBLIC KEY-----)';
    if (/PRIVATE KEY-----/.test(text)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)('verify-key holds a secret key', 'give its public half (openssl pkey -pubout), and keep the secret one secret');
    }
    const blocks = [...text.matchAll(BLOCK)].map(([block]) => block);
    if (blocks.length === 0 || text.replace(BLOCK, '').trim() !== '')
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)('verify-key is not a list of keys', hint);
    return blocks.map((block, index) => {
        const key = publicKey(block);
        if (key?.asymmetricKeyType === 'ed25519')
            return verifyKey(key);
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .usageError */ .Wp)(`key ${index + 1} of verify-key is not a public key of Ed25519`, hint);
    });
}
function publicKey(pem) {
    try {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(pem);
    }
    catch {
        return undefined;
    }
}
const verifyKey = (key) => ({
    fingerprint: fingerprintOf(key),
    verifies: (bytes, signature) => signature.length === SIGNATURE_BYTES && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.verify)(null, bytes, key, signature),
});
const fingerprintOf = (key) => `SHA256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64')
    .replace(/=+$/, '')}`;


/***/ })

};
