quarterdeck.search("words-1", {"all":[3],"block":[3],"blocks":[3],"bridge":[3],"bypass":[3],"contract":[3],"cp1":[3],"cp2":[3]});
