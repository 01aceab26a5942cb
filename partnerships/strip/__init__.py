"""The strip: what lies along a border, in its order only. No line on the ground is drawn."""
