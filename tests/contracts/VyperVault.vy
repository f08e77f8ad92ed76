# SPDX-License-Identifier: MIT OR Apache-2.0
# pragma version >=0.4.0
# Shares of a pot of another token: every share is paid for, and paid out.

interface Asset:
    def transfer(to: address, amount: uint256) -> bool: nonpayable
    def transferFrom(sender: address, to: address, amount: uint256) -> bool: nonpayable
    def balanceOf(account: address) -> uint256: view

event Transfer:
    sender: indexed(address)
    receiver: indexed(address)
    value: uint256

event Approval:
    owner: indexed(address)
    spender: indexed(address)
    value: uint256

asset: public(address)
balanceOf: public(HashMap[address, uint256])
allowance: public(HashMap[address, HashMap[address, uint256]])
totalSupply: public(uint256)


@deploy
def __init__(asset: address):
    self.asset = asset


@external
def transfer(to: address, amount: uint256) -> bool:
    self.balanceOf[msg.sender] -= amount
    self.balanceOf[to] += amount
    log Transfer(sender=msg.sender, receiver=to, value=amount)
    return True


@external
def transferFrom(sender: address, to: address, amount: uint256) -> bool:
    self.allowance[sender][msg.sender] -= amount
    self.balanceOf[sender] -= amount
    self.balanceOf[to] += amount
    log Transfer(sender=sender, receiver=to, value=amount)
    return True


@external
def approve(spender: address, amount: uint256) -> bool:
    self.allowance[msg.sender][spender] = amount
    log Approval(owner=msg.sender, spender=spender, value=amount)
    return True


@external
@nonreentrant
def deposit(amount: uint256) -> uint256:
    shares: uint256 = amount
    pot: uint256 = staticcall Asset(self.asset).balanceOf(self)
    if self.totalSupply > 0:
        shares = amount * self.totalSupply // pot
    assert extcall Asset(self.asset).transferFrom(msg.sender, self, amount)
    self.totalSupply += shares
    self.balanceOf[msg.sender] += shares
    log Transfer(sender=empty(address), receiver=msg.sender, value=shares)
    return shares


@external
@nonreentrant
def withdraw(shares: uint256) -> uint256:
    pot: uint256 = staticcall Asset(self.asset).balanceOf(self)
    amount: uint256 = shares * pot // self.totalSupply
    self.totalSupply -= shares
    self.balanceOf[msg.sender] -= shares
    assert extcall Asset(self.asset).transfer(msg.sender, amount)
    log Transfer(sender=msg.sender, receiver=empty(address), value=shares)
    return amount
