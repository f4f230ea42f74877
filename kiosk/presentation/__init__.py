"""From records to finished words of one language: pages, lists, codes, the desk that answers."""
