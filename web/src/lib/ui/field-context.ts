import { createContext } from 'svelte'

/** How a `Field` names and describes the control inside it. Getters, so that an error that appears is read out. */
export type FieldLink = {
  id: string
  describedBy: () => string | undefined
  invalid: () => boolean
  required: () => boolean
  /** The page opens at this box. */
  here: () => boolean
}

const [link, setFieldLink, hasFieldLink] = createContext<FieldLink>()

export { setFieldLink }

/** Attributes a control takes from the `Field` around it; none when it stands alone. */
export const fieldAttributes = () => {
  if (!hasFieldLink()) return () => ({})
  const { id, describedBy, invalid, required, here } = link()
  return () => ({
    id,
    'aria-describedby': describedBy(),
    'aria-invalid': invalid() || undefined,
    'aria-required': required() || undefined,
    autofocus: here() || undefined,
  })
}
