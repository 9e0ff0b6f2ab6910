import { Archive } from '../dump/archive.ts'
import { messageOf, PgproofError } from '../errors.ts'
import { libpqEnvironment } from '../postgres/conninfo.ts'
import type { Definition } from './definition-text.ts'
import { readDefinitions } from './definitions.ts'
import {
  type DefinitionDifference,
  describeDifference,
  keyOf,
  type Unequal,
  unequalDefinitions,
} from './definitions-compare.ts'
import { type SettleOptions, settleArchive } from './settled.ts'

export interface DefinitionsRequest extends SettleOptions {
  /** Folders that hold the `toc.dat` of the backup and of the second dump. */
  source: string
  target: string
  /** The target is of another major, which may print definitions differently: then differences are information, and nothing is settled. */
  otherMajor?: boolean
}

export interface DefinitionProof {
  /** Entries of the backup. */
  entries: number
  /** Of these, how many came back equal, the settled ones included. */
  equal: number
  /** How many were equal only in their settled form. */
  settled: number
  differences: DefinitionDifference[]
  /** Differences say nothing about the backup. */
  informational: boolean
  /** Why texts that differ could not be compared in their settled form. */
  unsettled?: string
}

/** Compares the definitions of two archives, and where texts differ their settled forms. Costs two scratch databases only then. */
export async function proveDefinitions(request: DefinitionsRequest): Promise<DefinitionProof> {
  const environment = libpqEnvironment({ parameters: {} }, request.pinned, request)
  const archiveIn = (folder: string) => new Archive(folder, request.programs, environment, request.encoding)
  const source = await readDefinitions(archiveIn(request.source), request)
  const again = { ...request, leftOut: request.leftOutAgain }
  const target = await readDefinitions(archiveIn(request.target), again)
  const unequal = unequalDefinitions(source, target)
  const remaining = request.otherMajor ? { unequal } : await settle(unequal, request)
  const lost = remaining.unequal.filter((pair) => pair.source).length
  return {
    entries: source.length,
    equal: source.length - lost,
    settled: unequal.length - remaining.unequal.length,
    differences: remaining.unequal.map(describeDifference),
    informational: request.otherMajor === true,
    ...(remaining.unsettled === undefined ? {} : { unsettled: remaining.unsettled }),
  }
}

/** Positions of sequences and what is filled by a refresh are facts, not expressions: they have no other form. */
const mayPrintOtherwise = ({ source, target }: Unequal) => source && target && source.type !== 'SEQUENCE SET'

/** A grant that says what is so anyway is printed only once: a renamed schema `public` keeps its initial privileges, which the restored one never had. */
const mayVanish = ({ source, target }: Unequal) => source?.type === 'ACL' && target === undefined

/** Takes out the pairs that are equal in their settled form. */
async function settle(
  unequal: Unequal[],
  request: DefinitionsRequest,
): Promise<{ unequal: Unequal[]; unsettled?: string }> {
  if (!unequal.some((pair) => mayPrintOtherwise(pair) || mayVanish(pair))) return { unequal }
  try {
    const [source, target] = await both(
      settleArchive(request.source, 'source', request),
      settleArchive(request.target, 'target', { ...request, leftOut: request.leftOutAgain }),
    )
    const differing = new Set(
      unequalDefinitions(source, target).map((pair) => keyOf((pair.source ?? pair.target) as Definition)),
    )
    const known = new Set(source.map(keyOf))
    const stays = (pair: Unequal) => {
      const key = keyOf((pair.source ?? pair.target) as Definition)
      if (mayVanish(pair)) return known.has(key)
      return !mayPrintOtherwise(pair) || differing.has(key) || !known.has(key)
    }
    return { unequal: unequal.filter(stays) }
  } catch (error) {
    request.signal?.throwIfAborted()
    // The answer is no already: without their settled form the differences stand as they are.
    if (error instanceof PgproofError && error.code === 1) return { unequal, unsettled: messageOf(error) }
    throw error
  }
}

/** Waits for both, so that no scratch database outlives a failure of the other. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second])
  return [await first, await second]
}
