// Everything works without this. It keeps a place before its lease ends, and a double click from sending twice.
addEventListener('submit', ({ target, submitter }) => {
  if (!submitter || target.matches('.lease')) return
  const release = () => {
    submitter.disabled = false
  }
  submitter.disabled = true
  setTimeout(release, 3000)
  addEventListener('pageshow', release, { once: true })
})

const lease = document.querySelector('.lease')
if (lease) watch(lease, document.querySelector('.lease-told'))

function watch(form, told) {
  const { soon, kept, failed, leaseEnds, leaseLasts } = form.dataset
  const notice = Math.min(120, leaseLasts / 2)
  const showBefore = (seconds) => setTimeout(show, Math.min(Math.max(seconds - notice, 0) * 1000, 2 ** 31 - 1))

  function show() {
    form.hidden = false
    told.textContent = soon
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const isKept = await sent(form)
    told.textContent = isKept ? kept : failed
    form.hidden = isKept
    if (isKept) showBefore(leaseLasts)
  })
  showBefore(leaseEnds)
}

/** A place that was kept is answered by the way to a page, which need not be fetched. */
async function sent(form) {
  try {
    const body = new URLSearchParams(new FormData(form))
    const { type } = await fetch(form.action, { method: 'POST', body, redirect: 'manual' })
    return type === 'opaqueredirect'
  } catch {
    return false
  }
}
