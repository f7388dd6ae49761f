package io.rbdfunctions.project.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The {@code pom.xml} of this project. */
public record Pom(Document document) {

    public static Pom read() {
        try {
            return new Pom(DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(Path.of("pom.xml").toFile()));
        } catch (IOException | SAXException | ParserConfigurationException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Returns the nodes that match an XPath. */
    public List<Node> nodes(String path) {
        try {
            NodeList nodes = (NodeList)
                    XPathFactory.newDefaultInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).toList();
        } catch (XPathExpressionException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    /** Returns the texts of the nodes that match an XPath. */
    public List<String> texts(String path) {
        return nodes(path).stream().map(node -> node.getTextContent().strip()).toList();
    }

    /** Returns the dependencies that are packaged with the application, as {@code group:artifact}. */
    public List<String> dependencies() {
        return nodes("/project/dependencies/dependency[not(scope='test' or scope='provided')]").stream()
                .map(Pom::name)
                .toList();
    }

    private static String name(Node dependency) {
        String group = "";
        String artifact = "";
        NodeList fields = dependency.getChildNodes();
        for (int index = 0; index < fields.getLength(); index++) {
            Node field = fields.item(index);
            switch (field.getNodeName()) {
                case "groupId" -> group = field.getTextContent().strip();
                case "artifactId" -> artifact = field.getTextContent().strip();
                default -> {}
            }
        }
        return group + ":" + artifact;
    }
}
