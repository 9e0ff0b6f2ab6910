export const id = 5007;
export const ids = [5007,4104];
export const modules = {

/***/ 13255:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ whyFailed),
/* harmony export */   XG: () => (/* binding */ warnOfFuture),
/* harmony export */   gV: () => (/* binding */ describeBadges),
/* harmony export */   hy: () => (/* binding */ ageOf),
/* harmony export */   no: () => (/* binding */ replacedAmong)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27597);
/* harmony import */ var _repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41604);
/* harmony import */ var _repository_choose_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95692);
/* harmony import */ var _repository_record_body_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74873);
/* harmony import */ var _repository_records_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6827);
/* harmony import */ var _repository_replaced_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85149);






/** The badges of one backup from all its records, oldest first. */
function describeBadges(backup, records, now) {
    const { verified, restoreTested } = (0,_repository_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .badgesOf */ .W6)(backup, records, now);
    const sampled = records.findLast((record) => record.manifest === backup.digest && record.kind === 'sampled' && !(0,_repository_records_js__WEBPACK_IMPORTED_MODULE_3__/* .isFromFuture */ .S5)(record, now));
    const fresh = sampled && (verified === undefined || verified.time < sampled.time) ? sampled : undefined;
    const share = bodySchema.safeParse(fresh?.body).data?.checked?.share;
    return {
        ...(verified && { verified: badge(verified, now) }),
        ...(fresh && share !== undefined && { sampled: { ...badge(fresh, now), share } }),
        ...(restoreTested && { restoreTested: badge(restoreTested, now) }),
        failures: [...failure(backup, 'verified', verified), ...failure(backup, 'restore-tested', restoreTested)],
    };
}
/** Which backups have a copy under other keys that counts in their place, by id. `records` are those that count, by id. */
function replacedAmong(backups, records, now) {
    return (0,_repository_replaced_js__WEBPACK_IMPORTED_MODULE_4__/* .replacementsIn */ .tP)(backups, (copy) => (0,_repository_choose_js__WEBPACK_IMPORTED_MODULE_1__/* .stands */ .Ed)(copy, records.get(copy.id) ?? [], now));
}
/** What the badges of a backup leave out, or only count because it is a failure: records from the future, the last of each kind. */
function warnOfFuture({ id, digest }, records, now) {
    const ahead = records.filter((record) => record.manifest === digest && (0,_repository_records_js__WEBPACK_IMPORTED_MODULE_3__/* .isFromFuture */ .S5)(record, now));
    return Object.entries(CHECKS).flatMap(([kind, what]) => {
        const last = ahead.findLast((record) => record.kind === kind);
        if (last === undefined)
            return [];
        const counts = last.ok ? 'that does not count' : 'that counts all the same';
        return [`backup ${id} ${what} in the future, at ${last.time}: a clock was wrong, and ${counts}`];
    });
}
const CHECKS = {
    verified: 'was verified',
    sampled: 'was verified in part',
    'restore-tested': 'was restore-tested',
    failed: 'failed a check',
};
/** Seconds from an instant (ISO 8601) until `now`; what lies ahead is no age. */
const ageOf = (at, now) => Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1000));
const badge = (record, now) => ({
    ok: record.ok,
    at: record.time,
    ageSeconds: ageOf(record.time, now),
});
/** What a record's body may tell; bodies may change, so nothing in it is counted on. */
const bodySchema = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    reason: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional().catch(undefined),
    differences: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()).optional().catch(undefined),
    damaged: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ object: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), what: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() }))
        .optional()
        .catch(undefined),
    checked: zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ share: zod__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig() }).optional().catch(undefined),
});
function failure({ name, id }, what, record) {
    return record === undefined || record.ok ? [] : [{ name, id, what, at: record.time, why: whyFailed(record) }];
}
/** Why a check failed, in the record's own words: the first finding, and how many more there are. */
function whyFailed(record) {
    const { reason, differences = [], damaged = [] } = bodySchema.safeParse(record.body).data ?? {};
    const findings = [...damaged.map(({ object, what }) => `${object} ${what}`), ...differences];
    const unsaid = (0,_repository_record_body_js__WEBPACK_IMPORTED_MODULE_2__/* .isSealedBody */ .zV)(record.body)
        ? 'what was found is sealed: pgproof show with a key tells it'
        : 'the record does not say why';
    const [first = reason ?? unsaid, ...more] = findings;
    return more.length === 0 ? first : `${first}; and ${more.length} more`;
}


/***/ }),

/***/ 37446:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  escrow: () => (/* binding */ escrow)
});

// EXTERNAL MODULE: ./build/repository/catalogue.js
var catalogue = __webpack_require__(41604);
// EXTERNAL MODULE: ./build/repository/choose.js
var choose = __webpack_require__(95692);
// EXTERNAL MODULE: ./build/repository/expiry.js
var expiry = __webpack_require__(76302);
// EXTERNAL MODULE: ./build/repository/key-drill.js
var key_drill = __webpack_require__(64922);
// EXTERNAL MODULE: ./build/repository/records.js + 1 modules
var repository_records = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/operations/badges.js
var badges = __webpack_require__(13255);
// EXTERNAL MODULE: ./build/operations/chosen.js
var chosen = __webpack_require__(79709);
// EXTERNAL MODULE: ./build/operations/repository.js + 6 modules
var repository = __webpack_require__(72371);
// EXTERNAL MODULE: ./build/operations/restore-command.js
var restore_command = __webpack_require__(64877);
// EXTERNAL MODULE: ./build/repository/layout.js
var layout = __webpack_require__(66631);
// EXTERNAL MODULE: ./build/storage/address.js
var storage_address = __webpack_require__(61834);
;// CONCATENATED MODULE: ./build/operations/escrow/by-hand.js



/** How the files are called in the commands, as `keygen` names them; they lie where the commands are typed. */
const FILES = {
    identity: 'pgproof-identity.txt',
    verifyKey: 'pgproof-verify-key.pem',
    passphrase: 'pgproof-passphrase.txt',
    gpgPrivateKey: 'pgproof-gpg-key.asc',
};
/**
 * What restores a backup without pgproof, for a shell, step by step; docs/by-hand.md explains it. `location` is the storage's.
 * A database of the source's name with `_restored` behind it must not be there.
 */
function byHand(location, manifest, signed) {
    const { encryption } = manifest;
    return [
        { title: 'Fetch the backup', commands: [OWN, fetching(location, manifest), 'cd backup'] },
        ...(signed ? [{ title: 'Look who signed it', commands: [SIGNATURE] }] : []),
        { title: 'Check what arrived; silence is good', commands: [DIGESTS] },
        ...(encryption === null ? [] : [{ title: 'Open it', commands: opening(encryption) }]),
        { title: 'Put rows and large objects together', commands: JOINING },
        { title: 'Make the roles; those that are there say so', commands: [ROLES] },
        { title: 'Restore into a new database', commands: restoring(manifest) },
    ];
}
function fetching(location, { name, id }) {
    const address = (0,storage_address/* parseStorageAddress */.R)(location);
    const key = layout/* keys */.HP.backup(name, id).replace(/\/$/, '');
    if (address.scheme === 'file')
        return `cp --recursive ${(0,restore_command/* shellWord */.r7)(`${address.folder}/${key}`)} backup`;
    if (address.scheme === 'memory')
        return `# ${key} of ${location}`;
    const path = [address.bucket, ...(address.prefix === '' ? [] : [address.prefix]), key].join('/');
    const options = [
        ...(address.endpoint ? ['--endpoint-url', (0,restore_command/* shellWord */.r7)(address.endpoint)] : []),
        ...(address.region ? ['--region', (0,restore_command/* shellWord */.r7)(address.region)] : []),
    ];
    return ['aws s3 cp --recursive', (0,restore_command/* shellWord */.r7)(`s3://${path}`), 'backup', ...options].join(' ');
}
/** What is opened is the database: nobody else on the machine may read it. */
const OWN = 'umask 077';
const SIGNATURE = `openssl pkeyutl -verify -rawin -pubin -inkey ../${FILES.verifyKey} -sigfile manifest.json.sig -in manifest.json`;
const DIGESTS = `python3 -c 'import json; [print(o["sha256"], "", o["name"]) for o in json.load(open("manifest.json"))["objects"]]' | sha256sum --check --quiet`;
/** Into a folder beside, so that what follows finds no sealed part. */
function opening({ method, mode }) {
    const open = OPENERS[method];
    const each = (command) => `for sealed in *.${method}; do ${command} --output "../opened/\${sealed%.${method}}" "$sealed"; done`;
    if (mode === 'recipients')
        return ['mkdir ../opened', ...open.imports, each(open.byKey), 'cd ../opened'];
    // The first one asks for the passphrase; what it gives opens the others.
    return ['mkdir ../opened', open.key, `rm key.txt.${method}`, each(open.byOwnKey), 'cd ../opened'];
}
const OPENERS = {
    age: {
        imports: [],
        byKey: `age --decrypt --identity ../${FILES.identity}`,
        key: 'age --decrypt --output ../key.txt key.txt.age',
        byOwnKey: 'age --decrypt --identity ../key.txt',
    },
    gpg: {
        imports: [`gpg --import ../${FILES.gpgPrivateKey}   # where the key is not in the keyring already`],
        byKey: 'gpg --decrypt',
        key: 'gpg --output ../key.txt --decrypt key.txt.gpg',
        byOwnKey: 'gpg --batch --pinentry-mode loopback --passphrase-file ../key.txt --decrypt',
    },
};
const JOINING = [
    `for first in *.dat.zst.00000; do cat "\${first%.00000}".* | zstd --decompress > "\${first%.zst.00000}"; done`,
    'if [ -e blobs.tar.zst.00000 ]; then cat blobs.tar.zst.* | zstd --decompress | tar --extract; fi',
];
const ROLES = 'zstd --decompress --stdout roles.sql.zst | psql --no-psqlrc --dbname postgres';
function restoring({ source }) {
    const name = (0,restore_command/* shellWord */.r7)(`${source.database}_restored`);
    const encoding = `--encoding ${(0,restore_command/* shellWord */.r7)(source.encoding)}`;
    return [
        `createdb --template template0 ${encoding} ${dashed(name)}`,
        `pg_restore --format directory --jobs 4 --exit-on-error --dbname ${name} .`,
        `vacuumdb --analyze-only --quiet ${dashed(name)}`,
    ];
}
/** A name that begins with a dash is no option. */
const dashed = (word) => (/^'?-/.test(word) ? `-- ${word}` : word);
/** The programs of those steps. */
function programsFor({ encryption, client }, signed) {
    return [
        `pg_restore, psql and createdb of PostgreSQL ${client.major} or later`,
        'zstd, tar, python3',
        ...(encryption === null ? [] : [encryption.method === 'age' ? ageProgram(encryption) : 'gpg 2.2 or later']),
        ...(signed ? ['openssl 3 or later'] : []),
    ];
}
const ageProgram = ({ recipients }) => recipients.some((recipient) => recipient.startsWith('age1pq')) ? 'age 1.3 or later' : 'age 1.0 or later';

// EXTERNAL MODULE: ./build/sealing/age-keys.js
var age_keys = __webpack_require__(24104);
// EXTERNAL MODULE: ./build/sealing/signature.js
var sealing_signature = __webpack_require__(10790);
// EXTERNAL MODULE: ./build/storage/store.js
var storage_store = __webpack_require__(6995);
;// CONCATENATED MODULE: ./build/operations/escrow/holders.js




/** Said of a signature that nobody was there to check. */
const NOT_CHECKED = 'not checked';
function sealedBy({ manifest: { encryption } }) {
    if (encryption === null)
        return 'none';
    return encryption.mode === 'passphrase' ? `${encryption.method} with a passphrase` : encryption.method;
}
/** Whose key signed a manifest: a fingerprint, `NOT_CHECKED` without keys to check by, undefined where there is no signature. */
async function signerOf(store, { name, id }) {
    const signature = await store.get(layout/* keys */.HP.signature(name, id), { most: sealing_signature/* SIGNATURE_BYTES */.t }).catch((error) => {
        if (error instanceof storage_store/* ObjectMissing */.GV || error instanceof storage_store/* ObjectTooLarge */.Xs)
            return undefined;
        throw error;
    });
    const trusted = store.keys?.trusted;
    if (signature === undefined || trusted === undefined)
        return signature && NOT_CHECKED;
    const manifest = await store.get(layout/* keys */.HP.manifest(name, id));
    return trusted.find((key) => key.verifies(manifest, signature))?.fingerprint;
}
/** Every key that opens or signed one of the backups, those of the newest first. `states` say when a key was last seen to open one. */
function keysTo(backups, states) {
    const proven = new Map(states.map((state) => [state.recipient, state.proven?.toISOString()]));
    const found = new Map();
    for (const { backup, listed } of backups) {
        for (const key of [...openersOf(backup), ...signersOf(listed)]) {
            const known = `${key.what} ${key.fingerprint}`;
            const at = proven.get(key.what === 'passphrase' ? 'passphrase' : (key.public ?? ''));
            found.set(known, {
                ...key,
                backups: (found.get(known)?.backups ?? 0) + 1,
                ...(at !== undefined && { proven: at }),
            });
        }
    }
    return [...found.values()];
}
function openersOf({ manifest: { encryption } }) {
    if (encryption === null)
        return [];
    if (encryption.mode === 'passphrase')
        return [{ what: 'passphrase' }];
    return encryption.recipients.map((recipient) => encryption.method === 'age'
        ? { what: 'identity', public: recipient, fingerprint: (0,age_keys.recipientFingerprint)(recipient) }
        : { what: 'gpg key', public: recipient, fingerprint: recipient });
}
const signersOf = ({ signedBy }) => signedBy === undefined ? [] : [{ what: 'sign-key', ...(signedBy !== NOT_CHECKED && { fingerprint: signedBy }) }];

;// CONCATENATED MODULE: ./build/operations/escrow/escrow.js











/** What fits on paper; all of them are in `list`. */
const LISTED = 10;
/**
 * Gathers what somebody needs who has to bring a database back without those who set its backups up: where they are, what opens them, what to type.
 * Nothing secret is in it, and no backup is opened. Throws exit 2 where there is no backup.
 */
async function escrow(request, context) {
    const started = context.now();
    const store = await (0,repository/* openStorage */.G)(request, context, context.signal);
    try {
        const name = await (0,choose/* chooseName */.xR)(store, request.name);
        const { backups: all, unreadable } = await (0,catalogue/* readCatalogue */.YW)(store, name);
        const records = await (0,repository_records/* listRecords */.VI)(store, name);
        const standing = all.filter(({ id, digest }) => (0,expiry/* expiryOf */.p1)(records.get(id) ?? [], digest) === undefined);
        const shown = standing.find(choose/* isWholeBackup */.oO) ?? standing[0];
        if (shown === undefined)
            throw (0,choose/* nothingYet */.y8)(store, name);
        const listed = await Promise.all(standing.slice(0, LISTED).map(async (backup) => ({
            backup,
            listed: await describe(store, backup, records.get(backup.id) ?? [], started),
        })));
        return {
            ok: true,
            code: 0,
            verb: 'escrow',
            seconds: (context.now().getTime() - started.getTime()) / 1000,
            warnings: [
                ...unreadable.map(({ id, why }) => `backup ${id} of ${name} cannot be read: ${why}`),
                ...otherwise(listed),
            ],
            name,
            location: store.location,
            made: started.toISOString(),
            pgproof: context.by.pgproof,
            count: standing.length,
            backups: listed.map((one) => one.listed),
            keys: keysTo(listed, (0,key_drill/* keyStates */.Am)(all, records, started)),
            ...(await commandsFor(store, shown)),
        };
    }
    finally {
        store.close();
    }
}
/** What brings this backup back. */
async function commandsFor(store, backup) {
    const { manifest } = backup;
    const signed = (await signerOf(store, backup)) !== undefined;
    return {
        backup: (0,chosen/* referenceOf */.Bz)(store, backup),
        source: sourceOf(manifest),
        withPgproof: withPgproof(store, manifest, signed),
        byHand: byHand(store.location, manifest, signed),
        programs: programsFor(manifest, signed),
    };
}
async function describe(store, backup, records, now) {
    const { verified, restoreTested } = (0,badges/* describeBadges */.gV)(backup, records, now);
    const signedBy = await signerOf(store, backup);
    return {
        ...(0,chosen/* referenceOf */.Bz)(store, backup),
        created: backup.manifest.created,
        storedBytes: backup.manifest.totals.storedBytes,
        sealing: sealedBy(backup),
        ...(signedBy !== undefined && { signedBy }),
        ...(verified && { verified }),
        ...(restoreTested && { restoreTested }),
    };
}
/** The commands are those of one backup. */
function otherwise(listed) {
    const ways = new Set(listed.map(({ listed: { sealing, signedBy } }) => `${sealing} ${signedBy === undefined}`));
    if (ways.size < 2)
        return [];
    return ['not all backups are sealed and signed alike: the commands are those of the one that they name'];
}
const sourceOf = ({ source, client }) => ({
    database: source.database,
    address: source.address,
    version: source.version,
    major: client.major,
});
function withPgproof(store, manifest, signed) {
    const where = `--storage ${(0,restore_command/* shellWord */.r7)(store.location)} --name ${(0,restore_command/* shellWord */.r7)(manifest.name)}`;
    const trust = signed ? ` --verify-key-file ${FILES.verifyKey}` : '';
    const keys = `${openedWith(manifest)}${trust}`;
    return [
        { title: 'Which backups there are', commands: [`pgproof list ${where}${trust}`] },
        {
            title: 'Read one back, every byte',
            commands: [`pgproof verify ${where} --backup ${manifest.id} --max-backup-age 10y${keys}`],
        },
        {
            title: "Bring it back; PGPROOF_TARGET_URL is the server's address",
            commands: [`${(0,restore_command/* restoreCommand */.Od)(store, manifest)}${keys}`],
        },
    ];
}
function openedWith({ encryption }) {
    if (encryption === null)
        return '';
    if (encryption.mode === 'passphrase')
        return ` --passphrase-file ${FILES.passphrase}`;
    return encryption.method === 'age'
        ? ` --identity-file ${FILES.identity}`
        : ` --gpg-private-key-file ${FILES.gpgPrivateKey}`;
}


/***/ }),

/***/ 64922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Am: () => (/* binding */ keyStates),
/* harmony export */   gm: () => (/* binding */ unproven),
/* harmony export */   pW: () => (/* binding */ holdersOf)
/* harmony export */ });
/* unused harmony export PROVEN_WITHIN_MS */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27597);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6827);
/* harmony import */ var _retention_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22654);



/** A key that opened nothing for so long may be lost without anyone knowing. */
const PROVEN_WITHIN_MS = 90 * _retention_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .DAY */ .d_;
const bodySchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ keys: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()) });
/** Who can open a backup, as records name them. */
const holdersOf = ({ encryption }) => encryption === null ? [] : encryption.mode === 'passphrase' ? ['passphrase'] : encryption.recipients;
/** Every key of the newest sealed backup. `records` are those that count, by id. */
function keyStates(backups, records, now) {
    const sealed = backups
        .filter(({ manifest }) => manifest.encryption !== null)
        .toSorted((a, b) => (a.id < b.id ? 1 : -1));
    const newest = sealed[0];
    if (!newest)
        return [];
    const seen = [...records.values()].flat().filter((record) => !(0,_records_js__WEBPACK_IMPORTED_MODULE_0__/* .isFromFuture */ .S5)(record, now));
    return holdersOf(newest.manifest).map((recipient) => {
        const first = sealed.findLast(({ manifest }) => holdersOf(manifest).includes(recipient));
        const proven = seen.filter(({ body }) => bodySchema.safeParse(body).data?.keys.includes(recipient));
        const times = proven.map(({ time }) => Date.parse(time));
        // A copy under other keys has the time of its original.
        const since = new Date(first.manifest.replaces ? first.manifest.finished : first.manifest.created);
        return { recipient, since, ...(times.length > 0 && { proven: new Date(Math.max(...times)) }) };
    });
}
/** Those that nobody has seen to open a backup for too long. */
const unproven = (states, now) => states.filter(({ proven, since }) => now.getTime() - (proven ?? since).getTime() > PROVEN_WITHIN_MS);


/***/ }),

/***/ 74873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ openBody),
/* harmony export */   EV: () => (/* binding */ recordBody),
/* harmony export */   zV: () => (/* binding */ isSealedBody)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27597);
/* harmony import */ var _sealing_seal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55367);


/**
 * A record's body. Beside a sealed backup only `open` is for everybody, which names nothing that is in the database: `contents` is sealed like the
 * inventory, and left out where no key is there, or none that anything can be sealed for.
 */
async function recordBody({ backup, opener }, open, contents) {
    if (backup.manifest.encryption === null)
        return { ...open, ...contents };
    if (!opener)
        return open;
    const sealed = await opener.seal(Buffer.from(JSON.stringify(contents)));
    return sealed === undefined ? open : { ...open, sealed: sealed.toString('base64') };
}
const sealedSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ sealed: zod__WEBPACK_IMPORTED_MODULE_0__/* .base64 */ .K39() });
/** Whether part of a body is for holders of a key alone. */
const isSealedBody = (body) => sealedSchema.safeParse(body).success;
/** The body with what was sealed in it, where the opener opens that; as it is otherwise. */
async function openBody(opener, body) {
    const { data } = sealedSchema.safeParse(body);
    if (!opener || !data)
        return body;
    const { sealed, ...open } = data;
    try {
        const contents = JSON.parse((await opener.open(Buffer.from(sealed, 'base64'))).toString());
        return { ...open, ...contents };
    }
    catch (error) {
        if (error instanceof _sealing_seal_js__WEBPACK_IMPORTED_MODULE_1__/* .BadSeal */ .V || error instanceof SyntaxError)
            return body;
        throw error;
    }
}


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

/***/ 70370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ pLimit)
});

// UNUSED EXPORTS: limitFunction

;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}


/***/ })

};
