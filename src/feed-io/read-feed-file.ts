import { constants, open } from 'node:fs/promises';
import { type FeedText, feedText, LARGEST_FEED_BYTES, tooLarge } from './feed-text.ts';

/** The text of a local file. Only a regular file is read, and never more than the limit, however it grows meanwhile. */
export async function readFeedFile(file: string, largest: number = LARGEST_FEED_BYTES): Promise<FeedText> {
  try {
    // without waiting: a named pipe that nobody writes to would hold the process for ever
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) return { refused: `${file} is no regular file` };
      if (stat.size > largest) return tooLarge(largest);
      const bytes = new Uint8Array(stat.size);
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      if (length !== stat.size) return { refused: `${file} changed while it was read` };
      return feedText(bytes);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { refused: code === 'ENOENT' ? `there is no file ${file}` : `${file} can't be read (${code})` };
  }
}
