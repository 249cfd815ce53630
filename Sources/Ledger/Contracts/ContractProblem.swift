/// What can be wrong with a contract 合同, or with what is done with it.
public enum ContractProblem: TextualProblem, Equatable {
    /// No such contract in the book.
    case unknown(book: String, code: String)
    /// There is a contract of that number.
    case exists(book: String, code: String)
    /// A contract's number is empty or has a slash.
    case badCode(String)
    /// Who or what is missing.
    case partMissing(code: String, column: String)
    /// It ends before it starts.
    case endsBeforeStart(code: String, start: CalendarDate, end: CalendarDate)
    /// It runs longer than any contract may.
    case termTooLong(code: String, start: CalendarDate, end: CalendarDate)
    /// The rent is not above zero, or too large in some contract year.
    case badRent(code: String, rent: Money, year: Int)
    /// An escalation that can't be: `-200/1`.
    case badEscalation(String)
    /// Both an escalation and steps.
    case escalationAndSteps(code: String)
    /// Steps that can't be read.
    case stepsUnreadable(String)
    /// A step before the one before it, or outside the contract.
    case stepOutside(code: String, step: CalendarDate, start: CalendarDate, end: CalendarDate)
    /// A rhythm that neither fills years nor divides one.
    case badRhythm(String)
    /// Rent-free months below zero or beyond the end.
    case badRentFree(code: String, months: Int, end: CalendarDate)
    /// Taxed without a rate, or a rate without being taxed.
    case badVAT(code: String, treatment: VATTreatment, basisPoints: Int)
    /// A fee rate where there is no agent, or none where there is one.
    case badFee(code: String, role: ContractRole, basisPoints: Int?)
    /// A deposit, price or appraisal below zero.
    case redAmount(code: String, column: String, amount: Money)
    /// The tenant is the lessor itself.
    case tenantIsLessor(code: String, name: String)
    /// The same parcel is let twice.
    case overlap(code: String, parcel: String, other: String, from: CalendarDate, through: CalendarDate)
    /// It ends early on a day on which it is not in force.
    case badEnd(code: String, day: CalendarDate, start: CalendarDate, end: CalendarDate)
    /// It ended already.
    case ended(code: String, day: CalendarDate)
    /// An amendment begins outside the contract, or before the last one.
    case badAmendment(code: String, day: CalendarDate, after: CalendarDate, end: CalendarDate)
    /// It renews one that is not there, or of another tenant.
    case badRenewal(code: String, renews: String)

    /// Code, kind and both sentences.
    public var text: ProblemText {
        switch self {
        case .unknown, .exists, .badCode, .partMissing, .redAmount, .tenantIsLessor, .overlap, .badRenewal,
            .badFee:
            partyText
        case .endsBeforeStart, .termTooLong, .badEnd, .ended, .badAmendment: timeText
        default: rentText
        }
    }

    private var partyText: ProblemText {
        switch self {
        case .unknown(let book, let code):
            ProblemText(
                "contract.unknown", .unknown,
                zh: "账套 \(book) 没有合同“\(QuotedText(code))”。请用 contract list 核对编号。",
                en: "Book \(book) has no contract “\(QuotedText(code))”. See contract list.")
        case .exists(let book, let code):
            ProblemText(
                "contract.exists",
                zh: "账套 \(book) 已有合同“\(QuotedText(code))”。变更用 contract amend，续签请另编号并写明 renews。",
                en:
                    "Book \(book) has a contract “\(QuotedText(code))” already. Amend it with contract amend; a renewal takes a "
                    + "number of its own and names it in renews.")
        case .badCode(let code):
            ProblemText(
                "contract.bad-code", zh: "合同编号“\(QuotedText(code))”不能为空，不能有斜杠。请改编号。",
                en: "A contract's number “\(QuotedText(code))” can't be empty and has no slash. Change it.")
        case .partMissing(let code, let column):
            ProblemText(
                "contract.part-missing", zh: "合同 \(code) 没有写 \(column)。请补上。",
                en: "Contract \(code) lacks \(column). Fill it in.")
        case .redAmount(let code, let column, let amount):
            ProblemText(
                "contract.red-amount", zh: "合同 \(code) 的 \(column) 是 \(amount.grouped)，不能小于零。请核对金额。",
                en: "\(column) of contract \(code) is \(amount.grouped) and can't be below zero. Check it.")
        case .tenantIsLessor(let code, let name):
            ProblemText(
                "contract.tenant-is-lessor", zh: "合同 \(code) 的承租方“\(QuotedText(name))”就是出租方自己。请写真正的承租方。",
                en:
                    "The tenant “\(QuotedText(name))” of contract \(code) is the lessor itself. Name the real tenant."
            )
        case .overlap(let code, let parcel, let other, let from, let through):
            ProblemText(
                "contract.overlap",
                zh:
                    "合同 \(code) 与合同 \(other) 在 \(from) 至 \(through) 重复出租 \(parcel)。请先终止前一份（contract end）或改起止日期。",
                en:
                    "Contracts \(code) and \(other) both let \(parcel) from \(from) through \(through). End the other one first "
                    + "(contract end) or change the dates.")
        case .badRenewal(let code, let renews):
            ProblemText(
                "contract.bad-renewal",
                zh: "合同 \(code) 续签自“\(QuotedText(renews))”，而该账套没有这份合同，或承租方不同，或它在其后才开始。换承租方是重新出租，不写 renews。",
                en:
                    "Contract \(code) renews “\(QuotedText(renews))”, which the book does not have, or which has another tenant, "
                    + "or begins later. A new tenant is a new letting: leave renews empty.")
        case .badFee(let code, let role, let points):
            ProblemText(
                "contract.bad-fee",
                zh:
                    "合同 \(code) 的身份是\(role.chinese)，代理费率写了 \(points.map { Self.percent($0) } ?? "空")。代理合同要写 0 至 100 的费率（fee_rate），其他合同不写。",
                en:
                    "Contract \(code) is of the role \(role.rawValue) and has the fee rate "
                    + "\(points.map { Self.percent($0) } ?? "none"). An agent's contract has one from 0 to 100 (fee_rate), another has none."
            )
        default: preconditionFailure("A problem of a contract's parties has no text.")
        }
    }

    private var timeText: ProblemText {
        switch self {
        case .endsBeforeStart(let code, let start, let end):
            ProblemText(
                "contract.ends-before-start", zh: "合同 \(code) 的到期日 \(end) 早于起租日 \(start)。请核对日期。",
                en: "Contract \(code) ends on \(end), before it starts on \(start). Check the dates.")
        case .termTooLong(let code, let start, let end):
            ProblemText(
                "contract.term-too-long",
                zh: "合同 \(code) 从 \(start) 到 \(end)，超过 \(RentTerms.longestYears) 年。没有合同可以这样长，请核对日期。",
                en:
                    "Contract \(code) runs from \(start) to \(end), over \(RentTerms.longestYears) years. No contract may run so "
                    + "long; check the dates.")
        case .badEnd(let code, let day, let start, let end):
            ProblemText(
                "contract.bad-end", zh: "合同 \(code) 从 \(start) 到 \(end)，不能在 \(day) 提前终止。请写其间的日期，即最后一个有效日。",
                en:
                    "Contract \(code) runs from \(start) to \(end), so it can't end early on \(day). Give a day between, the "
                    + "last in force.")
        case .ended(let code, let day):
            ProblemText(
                "contract.ended", zh: "合同 \(code) 已于 \(day) 终止，不能再变更。",
                en: "Contract \(code) ended on \(day) and can't be changed any more.")
        case .badAmendment(let code, let day, let after, let end):
            ProblemText(
                "contract.bad-amendment", zh: "合同 \(code) 的变更从 \(day) 起，应在 \(after) 之后、\(end) 及以前。请核对日期。",
                en:
                    "The amendment of contract \(code) from \(day) on must begin after \(after) and by \(end). Check the day."
            )
        default: preconditionFailure("A problem of a contract's time has no text.")
        }
    }

    private var rentText: ProblemText {
        switch self {
        case .badRent(let code, let rent, let year):
            ProblemText(
                "contract.bad-rent",
                zh:
                    "合同 \(code) 第 \(year) 个合同年度的年租金 \(rent.grouped) 不合理：应大于零，不超过 \(Money.maximum.grouped)。请核对租金和递增。",
                en:
                    "The yearly rent \(rent.grouped) of contract year \(year) of contract \(code) can't be: it lies above zero and up "
                    + "to \(Money.maximum.grouped). Check rent and escalation.")
        case .badEscalation(let text):
            ProblemText(
                "contract.bad-escalation", .unreadable,
                zh: "递增“\(QuotedText(text))”看不懂或不合理。写法如 5/1（每 1 年递增 5%），递增率大于 −100%、不超过 1000%，间隔 1 到 70 年。",
                en:
                    "The escalation “\(QuotedText(text))” can't be read or can't be. Write 5/1 for 5 % every year: above −100 % and "
                    + "up to 1000 %, every 1 to 70 years.")
        case .escalationAndSteps(let code):
            ProblemText(
                "contract.escalation-and-steps", zh: "合同 \(code) 既写了递增（escalation）又写了分段租金（steps）。请只用一种。",
                en: "Contract \(code) has both an escalation and steps. Use one of them.")
        case .stepsUnreadable(let text):
            ProblemText(
                "contract.steps-unreadable", .unreadable,
                zh: "分段租金“\(QuotedText(text))”看不懂。写法如 2028-01-01=120000;2030-01-01=130000。",
                en:
                    "The steps “\(QuotedText(text))” can't be read. Write 2028-01-01=120000;2030-01-01=130000."
            )
        case .stepOutside(let code, let step, let start, let end):
            ProblemText(
                "contract.step-outside",
                zh: "合同 \(code) 的分段租金 \(step) 应按日期先后，且在 \(start) 之后、\(end) 及以前。请核对日期。",
                en:
                    "The step \(step) of contract \(code) must come in order, after \(start) and by \(end). Check the dates."
            )
        case .badRhythm(let text):
            ProblemText(
                "contract.bad-rhythm", .unreadable,
                zh: "缴租周期“\(QuotedText(text))”不能用。可写 1m、2m、3m、4m、6m、1y、2y 等，即能整除一年的月数或整年。",
                en:
                    "The rhythm “\(QuotedText(text))” can't be used. Write 1m, 2m, 3m, 4m, 6m, 1y, 2y …: months that divide a year, "
                    + "or years.")
        case .badRentFree(let code, let months, let end):
            ProblemText(
                "contract.bad-rent-free", zh: "合同 \(code) 的免租期 \(months) 个月不合理：不能小于零，也不能到 \(end) 还没结束。请核对。",
                en:
                    "\(months) rent-free months of contract \(code) can't be: not below zero, and over before \(end). Check them."
            )
        case .badVAT(let code, let treatment, let points):
            ProblemText(
                "contract.bad-vat",
                zh:
                    "合同 \(code) 的增值税处理是\(treatment.chinese)，税率写了 \(Self.percent(points))%。征税的要写 0 至 100 之间的税率（vat_rate），其他不写。",
                en:
                    "Contract \(code) has the VAT treatment \(treatment.rawValue) and a rate of \(Self.percent(points)) %. Taxed rent "
                    + "needs a rate between 0 and 100 (vat_rate), other rent none.")
        default: preconditionFailure("A problem of a contract's rent has no text.")
        }
    }

    /// Hundredths of a percent as a percentage, written as fen are.
    private static func percent(_ points: Int) -> String { Money(fen: Int64(points)).yuan }
}

extension Contract {
    /// All that is wrong with it by itself 合同自身问题, the tenant and the parcel among other contracts apart; none where it can
    /// be kept.
    public var problems: [ContractProblem] {
        partProblems + terms.enumerated().flatMap { problems(of: $1, isFirst: $0 == 0) }
    }

    private var partProblems: [ContractProblem] {
        var problems: [ContractProblem] = []
        if code.isEmpty || code.utf8.contains(0x2F) { problems.append(.badCode(code)) }
        for (column, text) in [("counterparty", counterparty), ("object", object), ("source", source)]
        where text.isEmpty { problems.append(.partMissing(code: code, column: column)) }
        let amounts = [
            ("deposit", deposit), ("reserve_price", reservePrice), ("final_price", finalPrice),
            ("appraised_rent", appraisedRent),
        ]
        for case (let column, let amount?) in amounts where amount.isRed || amount > .maximum {
            problems.append(.redAmount(code: code, column: column, amount: amount))
        }
        let isFeeGood = role == .agent ? (0...10_000).contains(feeBasisPoints ?? -1) : feeBasisPoints == nil
        if !isFeeGood { problems.append(.badFee(code: code, role: role, basisPoints: feeBasisPoints)) }
        return problems
    }

    private func problems(of term: RentTerms, isFirst: Bool) -> [ContractProblem] {
        guard term.start <= term.end else {
            return [.endsBeforeStart(code: code, start: term.start, end: term.end)]
        }
        // Up to the year 2999 there is room for 70 years more within what a date can be.
        guard term.end < start.addingYears(RentTerms.longestYears) else {
            return [.termTooLong(code: code, start: start, end: term.end)]
        }
        var problems: [ContractProblem] = []
        if !(0...RentTerms.longestYears * 12).contains(term.rentFreeMonths) || term.lastFreeDay >= term.end {
            problems.append(.badRentFree(code: code, months: term.rentFreeMonths, end: term.end))
        }
        let isTaxed = term.vat.treatment == .taxed
        if isTaxed ? !(1...10_000).contains(term.vat.basisPoints) : term.vat.basisPoints != 0 {
            problems.append(
                .badVAT(code: code, treatment: term.vat.treatment, basisPoints: term.vat.basisPoints))
        }
        return problems + rentProblems(of: term)
    }

    private func rentProblems(of term: RentTerms) -> [ContractProblem] {
        guard isRent(term.baseRent) else { return [.badRent(code: code, rent: term.baseRent, year: 1)] }
        switch term.rise {
        case .none: return []
        case .steps(let steps):
            var before = term.start
            for step in steps {
                guard before < step.from, step.from <= term.end else {
                    return [.stepOutside(code: code, step: step.from, start: before, end: term.end)]
                }
                guard isRent(step.rent) else {
                    let year = step.from.year - term.start.year + 1
                    return [.badRent(code: code, rent: step.rent, year: year)]
                }
                before = step.from
            }
            return []
        case .escalation(let escalation):
            var number = 0
            while term.start.addingYears(number) <= term.end {
                guard let rent = escalation.raised(term.baseRent, times: number / escalation.everyYears),
                    isRent(rent)
                else {
                    let rent = escalation.basisPoints < 0 ? Money.zero : Money.maximum
                    return [.badRent(code: code, rent: rent, year: number + 1)]
                }
                number += escalation.everyYears
            }
            return []
        }
    }

    /// A rent, with its VAT on top, that a line can carry.
    private func isRent(_ rent: Money) -> Bool { rent > .zero && rent.fen <= Money.maximum.fen / 2 }
}
