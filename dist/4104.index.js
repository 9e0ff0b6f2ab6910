export const id = 4104;
export const ids = [4104];
export const modules = {

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


/***/ })

};
