package io.rbdfunctions.tools.openapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The Javadoc in the sources of main, read by the compiler of the JDK. */
final class JavadocSource {
    private static final Path SOURCES = Path.of("src/main/java");

    private final Map<Path, Map<String, DocCommentTree>> files = new HashMap<>();

    /** The description of a class. */
    Optional<String> of(Class<?> type) {
        return comment(type, nested(type)).map(comment -> text(comment.getFullBody()));
    }

    /** The description of a component of a record. */
    Optional<String> of(Class<?> type, String component) {
        return comment(type, nested(type))
                .flatMap(comment -> comment.getBlockTags().stream()
                        .filter(ParamTree.class::isInstance)
                        .map(ParamTree.class::cast)
                        .filter(param -> param.getName().getName().contentEquals(component))
                        .map(param -> text(param.getDescription()))
                        .findFirst());
    }

    /** The description of a constant of an enum. */
    Optional<String> of(Enum<?> constant) {
        Class<?> type = constant.getDeclaringClass();
        return comment(type, nested(type) + "." + constant.name()).map(comment -> text(comment.getFullBody()));
    }

    private Optional<DocCommentTree> comment(Class<?> type, String name) {
        Class<?> top = type;
        while (top.getEnclosingClass() != null) {
            top = top.getEnclosingClass();
        }
        Path file = SOURCES.resolve(top.getName().replace('.', '/') + ".java");
        return Optional.ofNullable(
                files.computeIfAbsent(file, JavadocSource::parse).get(name));
    }

    /** The name within the file, such as {@code InfoReply.Snapshot}. */
    private static String nested(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        return enclosing == null ? type.getSimpleName() : nested(enclosing) + "." + type.getSimpleName();
    }

    private static Map<String, DocCommentTree> parse(Path file) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjects(file));
            DocTrees trees = DocTrees.instance(task);
            Map<String, DocCommentTree> comments = new HashMap<>();
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(trees, comments).scan(new TreePath(unit), null);
            }
            return comments;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees trees;
        private final Map<String, DocCommentTree> comments;
        private String enclosing = "";

        Scanner(DocTrees trees, Map<String, DocCommentTree> comments) {
            this.trees = trees;
            this.comments = comments;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            String outer = enclosing;
            enclosing = outer.isEmpty() ? type.getSimpleName().toString() : outer + "." + type.getSimpleName();
            add(enclosing);
            super.visitClass(type, null);
            enclosing = outer;
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
            add(enclosing + "." + variable.getName());
            return super.visitVariable(variable, null);
        }

        private void add(String name) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                comments.putIfAbsent(name, comment);
            }
        }
    }

    private static String text(List<? extends DocTree> parts) {
        return parts.stream()
                .map(part -> switch (part) {
                    case LiteralTree literal -> "`" + literal.getBody().getBody() + "`";
                    case LinkTree link -> "`" + link.getReference().getSignature() + "`";
                    default -> part.toString();
                })
                .collect(Collectors.joining())
                .replaceAll("<p>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
