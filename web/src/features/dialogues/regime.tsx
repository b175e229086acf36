// Under which regime of its family, and in which form, the body is heard: for management to say before the receipt.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { data, type Got, type UnionDialogueCaseSeen, unionDialogueChooseRegime, type UnionDialogueRegimeChoice } from '../../api'
import { faultsOf } from '../../parts'
import { type Close, Form, Opener, Panel, SelectField, TextField, type Wrong } from '../../ui'
import { useAct } from './act'
import { useKept } from './memory'
import { regimeQuery, regimesQuery } from './queries'
import { VARIANTS } from './words'

type Variant = NonNullable<UnionDialogueRegimeChoice['variant']>

const FIELDS = { '/regime': 'regime', '/variant': 'variant', '/reason': 'regime-reason' }

function Choice({ it, etag, close }: { it: UnionDialogueCaseSeen; etag: string; close: Close }) {
  const { t, i18n } = useLingui()
  const first = { regime: it.regime ?? '', variant: it.variant as Variant, reason: '' }
  const [form, keep, drop] = useKept(`regime/${it.case_id}`, first)
  const { regime, variant, reason } = form
  const all = useQuery(regimesQuery).data ?? []
  const family = all.find((each) => each.key === it.regime)?.family
  const fitting = all.filter((each) => each.family === family && each.kind === 'consultation')
  const chosen = fitting.find((each) => each.key === regime)
  const forms = Object.keys({ ...chosen?.lengths, ...chosen?.before }) as Variant[]
  const choosing = useAct(
    it.case_id,
    () =>
      data(
        unionDialogueChooseRegime({
          path: { case_id: it.case_id },
          headers: { 'If-Match': etag },
          body: { regime, variant, reason: reason.trim() },
        }),
      ),
    () => {
      drop()
      close()
    },
  )
  const missing: Wrong[] = reason.trim() ? [] : [{ field: 'regime-reason', message: t`Give the reason` }]
  return (
    <Form
      label={t`Another regime or form`}
      verb={t`Hear the body under it`}
      working={choosing.isPending}
      error={choosing.error}
      missing={missing}
      told={faultsOf(choosing.error, FIELDS)}
      onSend={() => {
        choosing.mutate(undefined)
      }}
      onLeave={() => {
        drop()
        close()
      }}
    >
      {(of) => (
        <>
          <SelectField<string>
            id="regime"
            label={t`Regime`}
            value={regime}
            error={of('regime')}
            options={fitting.map((each) => ({ value: each.key, label: each.name }))}
            onChange={(given) => {
              keep({ ...form, regime: given })
            }}
          />
          <SelectField<Variant>
            id="variant"
            label={t`Form`}
            value={variant}
            error={of('variant')}
            options={[...new Set([variant, ...forms])].map((value) => ({
              value,
              label: VARIANTS[value] ? i18n._(VARIANTS[value]) : value,
            }))}
            onChange={(given) => {
              keep({ ...form, variant: given })
            }}
          />
          <TextField
            id="regime-reason"
            label={t`Reason`}
            hint={t`The representatives read it as it stands.`}
            rows={3}
            value={reason}
            error={of('regime-reason')}
            onChange={(given) => {
              keep({ ...form, reason: given })
            }}
          />
        </>
      )}
    </Form>
  )
}

export function Regime({ got }: { got: Got<UnionDialogueCaseSeen> }) {
  const { t } = useLingui()
  const it = got.data
  const regime = useQuery({ ...regimeQuery(it.regime ?? ''), enabled: it.regime !== null }).data
  if (!regime || !it.may.includes('choose-regime')) return null
  return (
    <Panel title={t`Regime`} tinted={false}>
      <p>{regime.name}</p>
      <Opener verb={t`Choose another one`}>{(close) => <Choice it={it} etag={got.etag} close={close} />}</Opener>
    </Panel>
  )
}
