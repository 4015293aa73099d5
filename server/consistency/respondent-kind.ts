/** Who answers: each person by themselves, or one model in every repetition. */
export type RespondentKind = 'people' | 'model'
