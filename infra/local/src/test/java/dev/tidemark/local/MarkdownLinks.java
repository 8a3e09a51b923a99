package dev.tidemark.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what pages of a repository refer to and what is not there. */
record MarkdownLinks(Path home) {
  private static final Set<String> SKIPPED = Set.of("target", ".git");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

  /** From here on a path is a placeholder, or made by the build. */
  private static final Pattern NOT_STORED = Pattern.compile("/(?:[^/]*[*<].*|target(?:/.*)?)$");

  /** One line each, {@code page: what it names}; none where all is there. */
  List<String> broken() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path file : pages()) {
      MarkdownPage page = MarkdownPage.read(file);
      for (String link : page.links()) {
        if (!ELSEWHERE.matcher(link).matches() && !leadsSomewhere(file, link)) {
          broken.add(home.relativize(file) + ": link " + link);
        }
      }
      for (String path : page.paths()) {
        if (!Files.exists(home.resolve(NOT_STORED.matcher(path).replaceFirst("")))) {
          broken.add(home.relativize(file) + ": path " + path);
        }
      }
    }
    return broken;
  }

  List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              pages.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    pages.sort(null);
    return pages;
  }

  private boolean leadsSomewhere(Path file, String link) throws IOException {
    int hash = link.indexOf('#');
    String place = hash < 0 ? link : link.substring(0, hash);
    Path target = place.isEmpty() ? file : file.resolveSibling(place).normalize();
    if (!target.startsWith(home) || !Files.exists(target)) {
      return false;
    }
    return hash < 0
        || (Files.isRegularFile(target)
            && MarkdownPage.read(target).anchors().contains(link.substring(hash + 1)));
  }
}
