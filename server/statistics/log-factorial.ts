/**
 * Natural logarithm of n!, for whole n from 0. Sums of logarithms to 1024, Stirling's series beyond, right to about 1e-12 of itself.
 * Abramowitz and Stegun (1964), 6.1.41.
 * @example logFactorial(3) // 1.7918
 */
export function logFactorial(n: number): number {
  const known = small[n]
  if (known !== undefined) return known
  const x = n + 1
  const series = (1 - (1 - 2 / (7 * x * x)) / (30 * x * x)) / (12 * x)
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series
}

const small = [0]
for (let n = 1; n <= 1024; n++) small.push((small[n - 1] ?? 0) + Math.log(n))
