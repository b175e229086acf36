// Taking an idea back before it is decided: for the one who started it.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { data, type IdeasIdeaSeen, ideasWithdraw, onceKey } from '../../api'
import { Button, Dialog, Section, Trouble } from '../../ui'

export function Withdraw({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [once] = useState(onceKey)
  const [asked, ask] = useState(false)
  const withdrawing = useMutation({
    mutationFn: () => data(ideasWithdraw({ path: { idea_id: idea.idea_id }, body: {}, headers: once })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['ideas'] }),
  })
  const close = () => {
    ask(false)
  }
  return (
    <Section id="withdraw" title={t`Take the idea back`}>
      <p>{t`Until it is decided you can take it back. Its reviews and consultations end with it.`}</p>
      <Button
        variant="secondary"
        onClick={() => {
          ask(true)
        }}
      >
        {t`Take the idea back`}
      </Button>
      <Dialog
        open={asked}
        onClose={close}
        title={t`Take the idea back?`}
        actions={
          <>
            <Button
              working={withdrawing.isPending}
              onClick={() => {
                withdrawing.mutate()
              }}
            >
              {t`Take it back for good`}
            </Button>
            <Button variant="secondary" onClick={close}>
              {t`Keep the idea`}
            </Button>
          </>
        }
      >
        <p>{t`It cannot be handed in again. Where others supported it, it stays to be seen that it was there, and its text is sealed.`}</p>
        {withdrawing.error && <Trouble error={withdrawing.error} />}
      </Dialog>
    </Section>
  )
}
