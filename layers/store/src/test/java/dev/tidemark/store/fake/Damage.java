package dev.tidemark.store.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What can happen to a file while nobody looks. */
public enum Damage {
  FLIPPED_BIT {
    @Override
    public void to(Path file) throws IOException {
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 1;
      Files.write(file, content);
    }
  },
  CUT_SHORT {
    @Override
    public void to(Path file) throws IOException {
      byte[] content = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(content, content.length / 2));
    }
  },
  EMPTY {
    @Override
    public void to(Path file) throws IOException {
      Files.write(file, new byte[0]);
    }
  },
  GARBAGE {
    @Override
    public void to(Path file) throws IOException {
      Files.write(file, new byte[] {(byte) 0xff, 0, 7});
    }
  },
  MISSING {
    @Override
    public void to(Path file) throws IOException {
      Files.delete(file);
    }
  },
  A_FOLDER_IN_ITS_PLACE {
    @Override
    public void to(Path file) throws IOException {
      Files.delete(file);
      Files.createDirectory(file);
    }
  };

  public abstract void to(Path file) throws IOException;
}
