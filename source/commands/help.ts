import type {Command} from './command.js';

const globals = `  --no-cache                neither read nor write the cache of aggregates
  --no-color                no colours; NO_COLOR and FORCE_COLOR are obeyed, too
  --ascii                   ASCII characters alone
  --help, --version
`;

/** What `ombt-explorer --help` prints. */
export const generalHelp = (commands: readonly Command[]): string => `ombt-explorer: a terminal explorer for ombt RPC benchmark campaigns

Usage: ombt-explorer [COMMAND] [CAMPAIGN] [FLAGS]

CAMPAIGN is the folder that holds params.json; a folder of several campaigns opens a chooser.

Commands
${commands.map(({name, summary}) => `  ${name.padEnd(12)}${summary}\n`).join('')}
Flags
${globals}
Examples
  ombt-explorer test_case_1-incremental-it-1
  ombt-explorer table test_case_1-incremental-it-1 --format csv

ombt-explorer COMMAND --help tells more.
`;

/** What `ombt-explorer COMMAND --help` prints. */
export const commandHelp = ({name, summary, flags, examples}: Command): string => `ombt-explorer ${name}: ${summary}

Usage: ombt-explorer ${name} CAMPAIGN [FLAGS]

Flags
${flags.map(flag => `  ${`--${flag.name} ${flag.values}`.padEnd(36)}${flag.help}\n`).join('')}${globals}
Examples
${examples.map(example => `  ${example}\n`).join('')}`;
