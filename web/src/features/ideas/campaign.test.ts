import { expect, it } from 'vitest'
import { isAnswered, questionOf } from './campaign'

it('asks in the language of the reader, or in one that there is', () => {
  const question = { de: 'Wo drucken wir?', fr: 'Où imprimons-nous ?' }
  expect(questionOf({ question }, 'fr')).toBe('Où imprimons-nous ?')
  expect(questionOf({ question }, 'en')).toBe('Wo drucken wir?')
  expect(questionOf({}, 'en')).toBe('')
})

it('has an answer to an idea once it is decided', () => {
  expect(isAnswered('declined')).toBe(true)
  expect(isAnswered('decision_pending')).toBe(false)
  expect(isAnswered('appealed')).toBe(false)
})
