import {AppError, errorLine, messageOf} from '../../../../system/errors.js';
import type {LoaderContext, ScreenLoader} from '../../../definitions.js';
import {notify} from '../../../state/messages.js';
import {sequence} from '../../../state/state.js';
import {
	editorOverlay, query, receiveChecked, receiveSaved, type Checked,
} from './state.js';

/** Parses the typed query and saves metrics; the modules for both are loaded on demand. */
export function createQueryLoader({store}: Pick<LoaderContext, 'store'>): ScreenLoader {
	let checking: string | undefined;

	const check = async (text: string) => {
		checking = text;
		const checked = await checkQuery(text);
		checking = undefined;
		store.update(receiveChecked(checked));
	};

	const save = async ({name, metric, influxql}: NonNullable<ReturnType<typeof query.get>['saving']>) => {
		store.update(query.set({saving: undefined}));
		try {
			const {saveMetric} = await import('../../../../metrics/save-metric.js');
			const {file, saved} = await saveMetric({name, unit: metric.unit, influxql}, store.get().folder);
			store.update(sequence(receiveSaved(metric, saved), notify({kind: 'info', text: `saved as ${name} in ${file}`})));
		} catch (error) {
			store.update(notify({kind: 'error', text: error instanceof AppError ? errorLine(error) : messageOf(error)}));
		}
	};

	return {
		update() {
			const state = store.get();
			const {text, checked, saving} = query.get(state);
			if (state.overlay === editorOverlay && checked?.text !== text && checking === undefined) {
				void check(text);
			}

			if (saving) {
				void save(saving);
			}
		},
		async stop() {
			// Files are written atomically.
		},
	};
}

/** Parses a query. */
async function checkQuery(text: string): Promise<Checked> {
	const {typedMetric} = await import('../../../../metrics/query/parse-query.js');
	try {
		return {text, metric: typedMetric(text, {help: 'A query that was typed.'})};
	} catch (error) {
		if (error instanceof AppError && error.code === 'usage') {
			const [line = '', caret = ''] = error.detail;
			const column = caret.indexOf('^');
			return {text, mistake: [line.slice(2), `${' '.repeat(Math.max(0, column - 2))}^`, caret.slice(column + 2)]};
		}

		throw error;
	}
}
