// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Owned.sol";

/// A collectible that anybody mints up to a constant number; `ownerOf` guards each piece by its holder.
contract OpenCollectible is Owned {
    uint256 public constant LIMIT = 1000;
    uint256 public totalSupply;
    string public baseUri;
    mapping(uint256 => address) public ownerOf;
    mapping(address => uint256) public balanceOf;
    mapping(uint256 => address) public getApproved;
    mapping(address => mapping(address => bool)) public isApprovedForAll;

    event Transfer(address indexed from, address indexed to, uint256 indexed id);

    function setBaseUri(string memory newUri) public onlyOwner {
        baseUri = newUri;
    }

    function setApprovalForAll(address operator, bool approved) public {
        isApprovedForAll[msg.sender][operator] = approved;
    }

    function approve(address spender, uint256 id) public {
        require(ownerOf[id] == msg.sender, "not yours");
        getApproved[id] = spender;
    }

    function mint() public payable {
        require(msg.value >= 1 ether / 100, "price not paid");
        require(totalSupply < LIMIT, "sold out");
        totalSupply += 1;
        ownerOf[totalSupply] = msg.sender;
        balanceOf[msg.sender] += 1;
        emit Transfer(address(0), msg.sender, totalSupply);
    }

    function transferFrom(address from, address to, uint256 id) public {
        require(ownerOf[id] == from && to != address(0), "wrong holder");
        require(
            msg.sender == from || getApproved[id] == msg.sender || isApprovedForAll[from][msg.sender],
            "not allowed"
        );
        getApproved[id] = address(0);
        ownerOf[id] = to;
        balanceOf[from] -= 1;
        balanceOf[to] += 1;
        emit Transfer(from, to, id);
    }
}
