/** The parameters of the functions. Functions read them from the environment. */
export const PARAMETERS = {
  REGION: 'us-central1',
  MIN_INSTANCES: '0',
  NOTIFICATION_RETENTION_DAYS: '90',
  FAN_OUT_PAGE_SIZE: '1000',
  DELETE_PROFILES_WITHOUT_ACCOUNT: 'true',
  APP_CHECK: 'console',
  CORS_ORIGINS: '',
};
