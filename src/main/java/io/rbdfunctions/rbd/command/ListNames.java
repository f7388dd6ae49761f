package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;

/** Asks for the names of a pool's images, half-made and half-removed ones included. */
public record ListNames(Session session, PoolName pool) implements RbdCommand.OnPool<List<String>> {
    @Override
    public String verb() {
        return "ls";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("ls").connect(pool, session).json().end(session);
    }

    @Override
    public List<String> read(String output) {
        return Json.list(Json.tree(output), JsonNode::asText);
    }
}
