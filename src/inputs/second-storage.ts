import { encryptionAtRest, kmsKey, storageClassOf } from './common.ts'
import { text } from './kinds.ts'

const copyTo = {
  sentence:
    'A second storage to copy to, in another region, at another provider or in a folder, written as `storage` is.',
  pattern: /^(?!memory:)/,
  allowed: 's3://bucket/prefix, file:///path or ./path',
}

/** Where backups are copied to, and what opens it; without credentials of its own, those of the first storage serve. */
export const secondStorageInputs = {
  'copy-to': text(copyTo),
  'copy-s3-access-key-id': text({
    sentence: 'Access key of the second storage. Without credentials of its own, those of the first serve.',
  }),
  'copy-s3-secret-access-key': text({
    sentence: 'Secret key that belongs to `copy-s3-access-key-id`.',
    secret: 'whole',
  }),
  'copy-aws-role': text({ sentence: 'ARN of the IAM role to assume for the second storage.' }),
  'copy-aws-region': text({
    sentence:
      'Region of the second bucket and role, unless `region=` in `copy-to` says it. Without both, `aws-region`.',
  }),
  'copy-server-side-encryption': encryptionAtRest('`server-side-encryption` of the second storage.'),
  'copy-kms-key': kmsKey('`kms-key` of the second storage.'),
  'copy-storage-class': storageClassOf("a copy's data"),
}

/** The same, where there is nothing to do without. */
export const requiredCopyTo = text({ ...copyTo, required: true })
