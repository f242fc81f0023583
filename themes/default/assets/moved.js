// A page that has moved: the section that the address names goes along.
location.replace(document.querySelector("main a").href + location.hash);
