// How the application looks and listens here, how and when one is told, and where one is signed in.
import { Trans, useLingui } from '@lingui/react/macro'
import { CheckField, Densities, device, Languages, Link, Page, Schemes, Section, useBrand, useDevice } from '../../ui'
import { Hours } from './hours'
import { Matrix } from './matrix'
import { Own } from './own'
import { Sessions } from './sessions'
import styles from './settings.module.css'

function ThisDevice() {
  const { t } = useLingui()
  const { shortcuts } = useDevice()
  return (
    <Section id="device" title={t`On this device`}>
      <dl className={styles.choices}>
        <div>
          <dt>{t`Language`}</dt>
          <dd>
            <Languages whole />
          </dd>
        </div>
        <div>
          <dt>{t`Colours`}</dt>
          <dd>
            <Schemes />
          </dd>
        </div>
        <div>
          <dt>{t`Density`}</dt>
          <dd>
            <Densities />
          </dd>
        </div>
      </dl>
      <CheckField
        id="shortcuts"
        label={t`Single keys act`}
        hint={t`Such as / for the search. The key ? shows them all. Switch them off if you speak to your computer, or press keys by chance.`}
        checked={shortcuts}
        onChange={(on) => {
          device.choose({ shortcuts: on })
        }}
      />
    </Section>
  )
}

function OwnData() {
  const { t } = useLingui()
  const { support } = useBrand()
  return (
    <Section id="data" title={t`What is kept about you`}>
      <div className={styles.data}>
        <p>{t`Your name, unit and functions come from the HR system and are changed there.`}</p>
        <p>
          <Trans>
            What you wrote stands in <Link to="/ideas" search={{ author: 'me' }}>your ideas</Link>. Drafts that are kept
            on this device go when you sign out.
          </Trans>
        </p>
        <p>
          <Trans>
            To be told all that is stored about you, or to have it erased, write to{' '}
            <a href={`mailto:${support}`}>{support}</a>.
          </Trans>
        </p>
      </div>
    </Section>
  )
}

export function Settings() {
  const { t } = useLingui()
  return (
    <Page title={t`Settings`}>
      <ThisDevice />
      <Own />
      <Matrix />
      <Hours />
      <Sessions />
      <OwnData />
    </Page>
  )
}
