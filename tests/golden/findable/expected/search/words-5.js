quarterdeck.search("words-5", {});
