import { tick } from 'svelte'

/** Leads to the first box of a form that is wrong, once what is wrong stands beside it. */
export const toFirstWrong = async (form: HTMLFormElement): Promise<void> => {
  await tick()
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
