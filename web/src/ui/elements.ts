// The design system's own elements that our parts stand on: they tie labels, hints and errors together.
// Only those that are used: all of them would be a fifth of what a browser may fetch at first (see vite.config.ts).
import '@digdir/designsystemet-web/dialog'
import '@digdir/designsystemet-web/ds-error-summary'
import '@digdir/designsystemet-web/ds-field'
import '@digdir/designsystemet-web/fieldset'
