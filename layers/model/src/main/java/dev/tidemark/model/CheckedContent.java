package dev.tidemark.model;

import dev.tidemark.store.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;

/** What is read of a file, whose end is refused where the whole is not what it should be. */
final class CheckedContent extends DigestInputStream {
  private static final int END = -1;

  private final String sha256;

  /**
   * @param sha256 of the whole content, in hexadecimal
   */
  CheckedContent(InputStream content, String sha256) {
    super(content, Sha256.digest());
    this.sha256 = sha256;
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    return checked(super.read(into, from, length));
  }

  private int checked(int read) throws IOException {
    // Asking for the digest forgets what was read; an end that is read again is that of nothing.
    if (read == END && !Sha256.hex(getMessageDigest()).equals(sha256)) {
      throw new IOException("it was altered: its SHA-256 is not that of the manifest");
    }
    return read;
  }
}
