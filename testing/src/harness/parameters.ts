/** The parameters of the functions, with their defaults. Functions read them from the environment. */
import config from '../../../firegroups.config.ts';

const texts = Object.entries(config.parameters).map(([name, value]) => [name, String(value)]);

export const PARAMETERS = Object.fromEntries(texts) as Record<
  keyof typeof config.parameters,
  string
>;
