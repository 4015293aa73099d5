import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { RequestHandler, Response } from 'express'
import { type ContentCoding, compressedOnce, preferredCoding } from './content-coding.ts'

const folder = join(import.meta.dirname, '../../../views/assets')

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

interface Asset {
  readonly address: string
  readonly type: string
  readonly content: Buffer
}

const assetsByName = new Map(readdirSync(folder).map((name) => [name, readAsset(name)]))

/** Where a file of views/assets is served. The address says what the file holds: with another content it has another
 *  address, so a browser never asks twice for the same, and never sees an old one. */
export function assetAddress(name: string): string {
  const asset = assetsByName.get(name)
  if (!asset) throw new Error(`there is no asset ${name}`)
  return asset.address
}

/** Serves what views need beside words, compressed once at the start. An address with another content's hash is
 *  nobody's. */
export function assets(): RequestHandler {
  const sent = new Map([...assetsByName.values()].map((asset) => [asset.address, encodings(asset)]))
  return (req, res, next) => {
    const asset = isReading(req.method) ? sent.get(`${req.baseUrl}${req.path}`) : undefined
    if (asset) return send(res, asset, preferredCoding(req.headers['accept-encoding']))
    next()
  }
}

function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

function readAsset(name: string): Asset {
  const content = readFileSync(join(folder, name))
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 12)
  const extension = extname(name)
  const type = types[extension]
  if (!type) throw new Error(`an asset of a kind that is not served: ${name}`)
  return { address: `/assets/${name.slice(0, -extension.length)}.${hash}${extension}`, type, content }
}

interface Encodings extends Asset {
  readonly br: Buffer
  readonly gzip: Buffer
}

function encodings(asset: Asset): Encodings {
  return { ...asset, br: compressedOnce(asset.content, 'br'), gzip: compressedOnce(asset.content, 'gzip') }
}

function send(res: Response, asset: Encodings, coding: ContentCoding | undefined): void {
  const body = coding ? asset[coding] : asset.content
  res.setHeader('Content-Type', asset.type)
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
  res.setHeader('Vary', 'Accept-Encoding')
  if (coding) res.setHeader('Content-Encoding', coding)
  res.setHeader('Content-Length', body.length)
  res.end(body)
}
