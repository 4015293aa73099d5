import type { Engine } from '../../test/support/engines.ts'

/** A bug that can be planted in a copy of the program, for the proofs to find. */
export interface Plant {
  readonly name: string
  readonly engine: Engine
  readonly changes: readonly { readonly file: string; readonly from: string; readonly to: string }[]
}

export const plants: readonly Plant[] = [
  {
    name: 'an answer has no unique key, and the row of its person is not held',
    engine: 'postgres',
    changes: [
      {
        file: 'migrations/20261123100200_create_participation.ts',
        from: ".addPrimaryKeyConstraint('answers_once_per_revision', ['participant_id', 'wording_id', 'revision'])",
        to: '',
      },
      {
        file: 'server/participation/queries.ts',
        from: '.$if(locksRows(db), (query) => query.forUpdate())',
        to: '',
      },
    ],
  },
  {
    name: 'what a browser holds for one study opens another',
    engine: 'sqlite',
    changes: [
      {
        file: 'server/participation/visitor.ts',
        from: 'journey?.participant.studyId !== studyId',
        to: '!journey',
      },
    ],
  },
  {
    name: 'the form of another person is taken',
    engine: 'sqlite',
    changes: [
      {
        file: 'server/platform/http/form-token.ts',
        from: '!isSame(token, formToken(secret, holder))',
        to: 'false',
      },
    ],
  },
  {
    name: 'options are in another order at each page',
    engine: 'sqlite',
    changes: [
      { file: 'server/participation/begun.ts', from: 'if (kept) return kept', to: '' },
      {
        file: 'server/participation/begun.ts',
        from: 'choices: readJson<Choice[]>(optionOrder)',
        to: 'choices: readJson<Choice[]>(optionOrder).sort(() => Math.random() - 0.5)',
      },
    ],
  },
]
