try{const e=localStorage.getItem("scheme");"light"!==e&&"dark"!==e||(document.documentElement.dataset.scheme=e)}catch{}
