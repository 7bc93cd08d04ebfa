import type {Change, State} from './state.js';

/** The part of the state owned by one screen or overlay. */
export type Slice<Value extends object> = {
	readonly get: (state: Pick<State, 'slices'>) => Value;
	/** A change of this part only. */
	readonly update: (change: (value: Value, state: State) => Partial<Value>) => Change;
	/** Like `update`, with constant values. */
	readonly set: (values: Partial<Value>) => Change;
};

/** A part of the state, by the name of its owner; it has the value `initial` until first changed. */
export function defineSlice<Value extends object>(name: string, initial: Value): Slice<Value> {
	const get: Slice<Value>['get'] = ({slices}) => (slices[name] as Value | undefined) ?? initial;
	const update: Slice<Value>['update'] = change => state => {
		const value = get(state);
		const changed = change(value, state);
		const isSame = Object.entries(changed).every(([key, item]) => value[key as keyof Value] === item);
		return isSame ? state : {...state, slices: {...state.slices, [name]: {...value, ...changed}}};
	};

	return {get, update, set: values => update(() => values)};
}
