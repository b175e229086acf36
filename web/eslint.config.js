// What holds for every file of the application.
import { readdirSync } from 'node:fs'
import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import typed from 'typescript-eslint'

const FEATURES = readdirSync(new URL('src/features', import.meta.url))

/** Who may import what: app knows all, a feature knows parts, ui and api, parts know ui and api, these know neither. */
const never = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })
const DESIGN = { group: ['@digdir/*', '@navikt/*'], message: 'Only ui knows the design system.' }
const APP = { group: ['**/app/*', '**/app'], message: 'The shell knows features, not the other way round.' }
const GENERATED = { group: ['**/generated/*'], message: 'Features call services through api.' }

export default typed.config(
  { ignores: ['dist', 'src/api/generated', 'theme/design-tokens', 'src/locales', 'eslint.config.js'] },
  ...typed.configs.strictTypeChecked,
  ...typed.configs.stylisticTypeChecked,
  a11y.flatConfigs.strict,
  {
    plugins: { 'react-hooks': hooks },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...hooks.configs['recommended-latest'].rules,
      complexity: ['error', 12],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/only-throw-error': 'off', // a redirect of the router is thrown
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'jsx-a11y/no-autofocus': 'error',
    },
  },
  { files: ['src/app/**'], rules: never(DESIGN) },
  ...FEATURES.map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: never(DESIGN, APP, GENERATED, {
      group: FEATURES.filter((other) => other !== feature).map((other) => `**/${other}/*`),
      message: 'Features do not know each other.',
    }),
  })),
  { files: ['src/parts/**'], rules: never(DESIGN, APP, GENERATED, { group: ['**/features/**'] }) },
  { files: ['src/api/**'], rules: never(DESIGN, APP, { group: ['**/ui', '**/ui/*', '**/parts', '**/parts/*', '**/features/**'] }) },
  { files: ['src/ui/**'], rules: never(APP, { group: ['**/api', '**/api/*', '**/parts', '**/parts/*', '**/features/**'] }) },
)
