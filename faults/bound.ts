/**
 * The upper end of the one-sided 95 % interval for the share of failures, where `failures` of `tries` were seen (Clopper and Pearson).
 * For none it is 1 - 0.05^(1/tries), about three divided by the tries.
 */
export function upperBound(failures: number, tries: number): number {
  if (tries === 0 || failures >= tries) return 1
  if (failures === 0) return 1 - 0.05 ** (1 / tries)
  let [low, high] = [failures / tries, 1]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (atMost(failures, tries, middle) > 0.05) low = middle
    else high = middle
  }
  return high
}

/** The chance of so many failures or fewer, by logarithms since the terms are tiny. */
function atMost(failures: number, tries: number, share: number): number {
  let term = tries * Math.log1p(-share)
  let sum = Math.exp(term)
  for (let k = 1; k <= failures; k++) {
    term += Math.log((tries - k + 1) / k) + Math.log(share / (1 - share))
    sum += Math.exp(term)
  }
  return sum
}

/** `0 of 10000, so under 0.030 % with 95 % confidence` */
export const boundInWords = (failures: number, tries: number): string =>
  `${failures} of ${tries}, so at most ${(upperBound(failures, tries) * 100).toPrecision(2)} % with 95 % confidence`
