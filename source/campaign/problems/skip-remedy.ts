/** What to do about an iteration that was skipped for this reason. */
export const skipRemedy = (reason: string): string => remedies.find(([pattern]) => pattern.test(reason))?.[1] ?? 'look at the file; run the iteration again if nothing else helps';

const again = 'copy it again from the frontend';
const rerun = 'the *_docker.log beside it may say why; run the iteration again';

const remedies: ReadonlyArray<readonly [RegExp, string]> = [
	[/: absent folder$/v, 'copy the iteration’s folder into the campaign; its backup may have failed'],
	[/: not a folder$/v, 'put the iteration’s folder where this file stands'],
	[/: no controller log$/v, `its controller wrote no results, or they were not fetched: ${rerun}`],
	[/: empty log$/v, `its controller ended before it wrote results: ${rerun}`],
	[/: second line missing$/v, `its controller ended before the servers’ results were in: ${rerun}`],
	[/: not JSON at byte \d+$/v, `the log is cut short or damaged: ${again}`],
	[/: not UTF-8 text$/v, `the log is damaged: ${again}`],
	[/: (?:cannot be read|cannot be opened)/v, `ask its owner for permission to read it; a broken link or disk: ${again}`],
	[/: (?:a folder, not a log|not a plain file)$/v, 'move away what has a log’s name and is none'],
	[/: reading it failed/v, 'most likely memory ran out: free some, and reload'],
	[/^params\.json entry \d+: /v, 'correct that entry of params.json'],
	[/: (?:agent .+|line \d is not an object of agents)$/sv, 'this is not what ombt writes: has the log been edited, or come from another version?'],
];
