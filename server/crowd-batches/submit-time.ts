const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const zoneHours: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
}
const shape = /^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) +(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\S+) (\d{4})$/

/**
 * When a crowd platform says an assignment was submitted, as "Mon Jul 01 02:16:05 PDT 2024", in milliseconds since 1970.
 * The weekday is not looked at; the zone is one of North America's or UTC, or an offset such as -0700.
 * Undefined where it is no such time, or its zone is unknown: guessing a zone could swap two submissions.
 */
export function submitTime(text: string): number | undefined {
  const [, month = '', day, hours, minutes, seconds, zone = '', year] = shape.exec(text.trim()) ?? []
  const offset = zoneOffset(zone)
  const wall = Date.parse(
    `${year}-${twoDigits(months.indexOf(month) + 1)}-${twoDigits(day)}T${hours}:${minutes}:${seconds}Z`,
  )
  if (offset === undefined || Number.isNaN(wall)) return undefined
  return new Date(wall).getUTCDate() === Number(day) ? wall - offset : undefined
}

function zoneOffset(zone: string): number | undefined {
  const [, sign, hours, minutes] = /^(?:GMT|UTC)?([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  if (sign) return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000
  const known = Object.hasOwn(zoneHours, zone) ? zoneHours[zone] : undefined
  return known === undefined ? undefined : known * 3_600_000
}

function twoDigits(value: number | string | undefined): string {
  return String(value).padStart(2, '0')
}
