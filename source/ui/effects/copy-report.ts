import {Buffer} from 'node:buffer';
import {formatReport} from '../../reports/report.js';
import {notify} from '../state/messages.js';
import {
	currentOverlay, currentScreen, type Change, type State,
} from '../state/state.js';
import {
	carrierOf, clipboardBytes, maxCopied, type ClipboardCarrier,
} from '../terminal/clipboard.js';
import {formatBytes} from '../../text/numbers.js';
import type {EffectContext} from './effect-context.js';

/** Sends the shown report to the terminal's clipboard. The message states only what was sent, because terminals do not confirm. */
export async function copyReport(state: State, {picture, env, send}: EffectContext): Promise<Change> {
	const shown = await shownText(state, picture);
	if (!shown) {
		return notify({kind: 'info', text: 'there is nothing to copy yet'});
	}

	const {text, amount} = shown;
	const size = Buffer.byteLength(text);
	const carrier = carrierOf(env);
	const bytes = clipboardBytes(text, carrier);
	if (bytes === undefined) {
		return notify({kind: 'info', text: `${amount}, ${formatBytes(size)}: more than the ${formatBytes(maxCopied)} that terminals copy; e writes a file`});
	}

	send(bytes);
	return notify({kind: 'info', text: `sent ${amount}, ${formatBytes(size)} to the terminal's clipboard${remarks[carrier]}`});
}

const remarks: Readonly<Record<ClipboardCarrier, string>> = {
	terminal: '',
	tmux: '; tmux passes it on with: set -g set-clipboard on',
	screen: '; screen passes it on',
};

async function shownText(
	state: State,
	picture: EffectContext['picture'],
): Promise<{readonly text: string; readonly amount: string} | undefined> {
	const copied = currentOverlay(state)?.copied?.(state);
	if (copied) {
		return copied;
	}

	const report = currentScreen(state).report(state);
	return report && {text: await formatReport(report, 'txt', {look: state.look, picture: picture()}), amount: report.amount};
}
