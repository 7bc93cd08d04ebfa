/** Files that read or write bytes, escape sequences or packed formats: bit operations are their subject. */
const byteFiles = [
	'source/tsm/**',
	'source/tar/**',
	'source/metrics/archive/**',
	'source/metrics/engines/**',
	'source/campaign/logs/**',

	'test/tsm/**',
	'test/tar/**',
	'test/sources/**',
	'test/metrics/**',
	'test/benchmark/**',
	'test/campaign/logs/**',
	'test/campaign/files/**',
	'test/campaign/cache-invalidation.test.ts',
];

/** Files about terminals and foreign text: control characters are their subject. */
const controlCharacterFiles = ['source/text/**', 'source/ui/terminal/**', 'test/text/**', 'test/terminal/**', 'test/ui/**', 'test/commands/**'];

/** Filters of esbuild are regular expressions of Go, which does not know the flag v. */
const bundlerFiles = ['scripts/build-plugins.mjs'];

/** Files that an old Node must be able to read: it knows neither `node:` nor newer syntax. */
const oldNodeFiles = ['scripts/*.cjs'];

export default [
	{
		react: true,
		rules: {
			// Names are checked by readers: columns of the notebook and fields of InfluxDB keep their own spelling.
			'@typescript-eslint/naming-convention': 'off',
			// Indexed loops are faster in the readers of large files.
			'unicorn/no-for-loop': 'off',
			'n/prefer-global/buffer': 'off',
			'unicorn/no-await-expression-member': 'off',
			'promise/prefer-await-to-then': 'off',
			// Steps that depend on one another: one await after the other is meant.
			'no-await-in-loop': 'off',
			'@typescript-eslint/parameter-properties': 'off',
			'@typescript-eslint/member-ordering': 'off',
			// Null is what JSON has for "no value".
			'@typescript-eslint/no-restricted-types': 'off',
			'@typescript-eslint/class-literal-property-style': 'off',
			'unicorn/no-process-exit': 'off',
			'unicorn/no-array-reduce': 'off',
			// Arrays that are sorted or reversed are fresh: made by a spread, a filter or a map.
			'unicorn/no-array-sort': 'off',
			'unicorn/no-array-reverse': 'off',
			// Lines of a picture have no identity but their index.
			'react/no-array-index-key': 'off',
			'@typescript-eslint/no-empty-function': 'off',
			// Assertions state what was checked before, at run time or by a test.
			'@typescript-eslint/no-unsafe-type-assertion': 'off',
			// Callbacks of one expression may return what nobody reads.
			'@typescript-eslint/strict-void-return': 'off',
			'capitalized-comments': 'off',
			'@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
			// Everybody knows the precedence of arithmetic operators; that of bits and logic needs parentheses.
			'@stylistic/no-mixed-operators': ['error', {
				groups: [['&', '|', '^', '~', '<<', '>>', '>>>'], ['==', '!=', '===', '!==', '>', '>=', '<', '<='], ['&&', '||'], ['in', 'instanceof']],
			}],
			// Empty blocks are `{}`.
			'@stylistic/curly-newline': ['error', {minElements: 1, consistent: true}],
			// The first part of a union type is on a line of its own, like the others.
			'@stylistic/operator-linebreak': ['error', 'before', {overrides: {'=': 'ignore'}}],
			'react/react-in-jsx-scope': 'off',
			// Flag v wants escapes that this rule does not know.
			'no-useless-escape': 'off',
			'@stylistic/max-len': ['error', {
				code: 160, tabWidth: 4, ignoreUrls: true, ignoreRegExpLiterals: true, ignoreStrings: true, ignoreTemplateLiterals: true,
			}],
		},
	},
	{
		files: byteFiles,
		rules: {'no-bitwise': 'off', '@stylistic/no-mixed-operators': 'off'},
	},
	{
		files: bundlerFiles,
		rules: {'require-unicode-regexp': 'off'},
	},
	{
		files: oldNodeFiles,
		rules: {'n/prefer-global/process': 'off', 'import-x/no-unassigned-import': 'off'},
	},
	{
		files: controlCharacterFiles,
		rules: {'no-control-regex': 'off'},
	},
];
