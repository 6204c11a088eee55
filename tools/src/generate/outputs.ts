/** The blocks that `npm run generate` makes of the model and the API's schemas. */
import { apiTypes } from './apiTypes.ts';
import { limitOptionsTable, parametersTable } from './configurationTables.ts';
import { limitsTable } from './limitsTable.ts';
import { notificationTable, notificationTypes } from './notifications.ts';
import { operationTables } from './operationTables.ts';
import { permissionsTable } from './permissionsTable.ts';
import { firestoreRulesConstants, storageRulesConstants } from './rulesConstants.ts';

export const OUTPUTS: Record<string, () => string | Promise<string>> = {
  'firestore.rules': firestoreRulesConstants,
  'storage.rules': storageRulesConstants,
  'model/src/notificationTypes.ts': notificationTypes,
  'docs/customizing.md': limitOptionsTable,
  'docs/native.md': operationTables,
  'docs/operations/deployment.md': parametersTable,
  'docs/reference/permissions.md': permissionsTable,
  'docs/reference/data-model.md': notificationTable,
  'docs/reference/security.md': limitsTable,
  'testing/src/http/apiTypes.ts': apiTypes,
};
