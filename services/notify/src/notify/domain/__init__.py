"""The rules of notify, by noun: kinds and their sentences, why somebody is told, who may see it, what they prefer."""
