import {cutEnd} from '../../text/cells.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import type {ScreenProps} from './screen-props.js';

/** Says what there is not yet. */
export function MetricsScreen({width}: ScreenProps) {
	const {glyphs} = useLook();
	return (
		<Lines lines={[
			'  System metrics are not in this version: they come with the command `metrics`.',
			'  Until then they stay in each iteration’s influxdb-data.tar.gz.',
		].map(line => cutEnd(glyphs.ascii ? line.replaceAll('’', '\'') : line, width, glyphs.ellipsis))}/>
	);
}
