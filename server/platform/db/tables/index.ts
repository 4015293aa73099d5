import type { AccountTables } from './accounts.ts'
import type { ModelRunTables } from './model-runs.ts'
import type { ParticipationTables } from './participation.ts'
import type { QuestionnaireTables } from './questionnaires.ts'
import type { ServerStateTables } from './server-state.ts'
import type { StudyTables } from './studies.ts'

export interface Database
  extends AccountTables,
    QuestionnaireTables,
    StudyTables,
    ParticipationTables,
    ModelRunTables,
    ServerStateTables {}
