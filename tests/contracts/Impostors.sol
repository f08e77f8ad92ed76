// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.24;

// Contracts that say of themselves what is not so, and the honest ones that they ape.

/// Answers like a Safe of three keys; one key does as it likes.
contract TalkingSafe {
    address private immutable KEY = msg.sender;

    function getThreshold() external pure returns (uint256) {
        return 3;
    }

    function getOwners() external pure returns (address[] memory owners) {
        owners = new address[](5);
        for (uint160 i; i < 5; ++i) owners[i] = address(0xbeef0000 + i);
    }

    function getModulesPaginated(address, uint256) external pure returns (address[] memory, address) {
        return (new address[](0), address(1));
    }

    function act(address to, bytes calldata data) external {
        require(msg.sender == KEY);
        (bool ok,) = to.call(data);
        require(ok);
    }
}

/// Runs the code in slot 0 as the proxy of a Safe does, and has a door beside it.
contract SideDoorProxy {
    address private singleton;
    address private immutable KEY = msg.sender;

    constructor(address singleton_) {
        singleton = singleton_;
    }

    function masterCopy(address to, bytes calldata data) external {
        require(msg.sender == KEY);
        (bool ok,) = to.call(data);
        require(ok);
    }

    fallback() external payable {
        address code = singleton;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), code, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(ok) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }
}

/// A queue as Compound made it: who enters a call brings the time for which it is entered.
contract QueueTimelock {
    address public admin = msg.sender;
    uint256 public delay;
    mapping(bytes32 => bool) public queued;

    constructor(uint256 delay_) {
        delay = delay_;
    }

    function setDelay(uint256 delay_) external {
        require(msg.sender == address(this), "only itself");
        delay = delay_;
    }

    function queueTransaction(address target, uint256 value, bytes calldata data, uint256 eta) external {
        require(msg.sender == admin, "admin");
        require(eta >= block.timestamp + delay, "too early");
        queued[keccak256(abi.encode(target, value, data, eta))] = true;
    }

    function executeTransaction(address target, uint256 value, bytes calldata data, uint256 eta) external payable {
        require(msg.sender == admin, "admin");
        bytes32 id = keccak256(abi.encode(target, value, data, eta));
        require(queued[id], "not queued");
        require(block.timestamp >= eta, "locked");
        require(block.timestamp <= eta + 14 days, "stale");
        queued[id] = false;
        (bool ok,) = target.call{value: value}(data);
        require(ok, "failed");
    }
}

/// Shows a delay of thirty days and waits for nothing.
contract TalkingTimelock {
    address public admin = msg.sender;
    uint256 public delay = 30 days;

    function getMinDelay() external view returns (uint256) {
        return delay;
    }

    function executeTransaction(address target, bytes calldata data) external {
        require(msg.sender == admin);
        require(block.timestamp > 0);
        (bool ok,) = target.call(data);
        require(ok);
    }
}

/// Waits like the honest one; the admin sets the delay whenever it stands in the way.
contract LooseTimelock {
    address public admin = msg.sender;
    uint256 public delay;
    mapping(bytes32 => uint256) public ready;

    constructor(uint256 delay_) {
        delay = delay_;
    }

    function setDelay(uint256 delay_) external {
        require(msg.sender == admin);
        delay = delay_;
    }

    function schedule(address target, bytes calldata data) external {
        require(msg.sender == admin);
        ready[keccak256(abi.encode(target, data))] = block.timestamp + delay;
    }

    function execute(address target, bytes calldata data) external {
        require(msg.sender == admin);
        bytes32 id = keccak256(abi.encode(target, data));
        require(ready[id] != 0 && ready[id] <= block.timestamp);
        ready[id] = 0;
        (bool ok,) = target.call(data);
        require(ok);
    }
}

/// Waits, except when the admin is in a hurry.
contract HurriedTimelock {
    address public admin = msg.sender;
    uint256 public delay;
    mapping(bytes32 => uint256) public ready;

    constructor(uint256 delay_) {
        delay = delay_;
    }

    function schedule(address target, bytes calldata data) external {
        require(msg.sender == admin);
        ready[keccak256(abi.encode(target, data))] = block.timestamp + delay;
    }

    function execute(address target, bytes calldata data) external {
        require(msg.sender == admin);
        bytes32 id = keccak256(abi.encode(target, data));
        require(ready[id] != 0 && ready[id] <= block.timestamp);
        ready[id] = 0;
        _call(target, data);
    }

    function rescue(address target, bytes calldata data) external {
        require(msg.sender == admin);
        _call(target, data);
    }

    function _call(address target, bytes calldata data) private {
        (bool ok,) = target.call(data);
        require(ok);
    }
}
