import type { AnsweringPerson } from './own-answer.ts'
import { type Evidence, mostFalseAlarms, type Rule, type RuleName, type Setting, type Thresholds } from './rule.ts'

/** That a person broke a rule. */
export interface Flag {
  readonly rule: RuleName
  readonly evidence: Evidence
  /** The chance that an honest person breaks the rule who was asked the same. */
  readonly falseAlarmRate: number
}

/** What became of a rule. */
export interface RuleReport {
  readonly rule: RuleName
  readonly thresholds: Thresholds
  readonly applied: boolean
  /** Why it could be applied to nobody. */
  readonly why?: string
  /** To how many people it could be applied. */
  readonly appliedTo: number
  readonly flagged: number
  /** Mean over those people: the share of honest ones among them that the rule is expected to flag. */
  readonly falseAlarmRate?: number
}

/** Applies a rule to people one by one, and counts. */
export class RuleTally {
  readonly #rule: Rule
  #appliedTo = 0
  #refrained = 0
  #flagged = 0
  #rates = 0

  constructor(rule: Rule) {
    this.#rule = rule
  }

  /** The flag that a person raises, if the rule can be applied and is broken. */
  apply(person: AnsweringPerson, setting: Setting): Flag | undefined {
    const applied = this.#rule.apply(person, setting)
    if (!applied) return undefined
    const { falseAlarmRate, evidence } = applied
    if (falseAlarmRate > mostFalseAlarms) {
      this.#refrained += 1
      return undefined
    }
    this.#appliedTo += 1
    this.#rates += falseAlarmRate
    if (!evidence) return undefined
    this.#flagged += 1
    return { rule: this.#rule.name, evidence, falseAlarmRate }
  }

  report(): RuleReport {
    const { name: rule, thresholds } = this.#rule
    const counts = { appliedTo: this.#appliedTo, flagged: this.#flagged }
    if (this.#appliedTo === 0) return { rule, thresholds, applied: false, why: this.#why(), ...counts }
    return { rule, thresholds, applied: true, ...counts, falseAlarmRate: this.#rates / this.#appliedTo }
  }

  #why(): string {
    if (this.#refrained === 0) return this.#rule.lacking
    return `honest people would be flagged too often, with a chance over ${mostFalseAlarms}`
  }
}
